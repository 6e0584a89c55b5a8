/** How long to wait between tries that fail one after the other. Nothing here waits: callers have the clock. */
@NullMarked
package dev.fedmoe.core.retry;

import org.jspecify.annotations.NullMarked;
