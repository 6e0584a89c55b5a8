/** The worker's command line. */
@NullMarked
package dev.fedmoe.worker;

import org.jspecify.annotations.NullMarked;
