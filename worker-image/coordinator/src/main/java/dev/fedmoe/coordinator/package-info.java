/** The coordinator's process: its command line, and how its parts are put together. */
@NullMarked
package dev.fedmoe.coordinator;

import org.jspecify.annotations.NullMarked;
