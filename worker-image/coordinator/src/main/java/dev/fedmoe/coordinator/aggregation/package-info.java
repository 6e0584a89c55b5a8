/** Where a round's updates lie until they are the next commit, and the commits that are served. */
@NullMarked
package dev.fedmoe.coordinator.aggregation;

import org.jspecify.annotations.NullMarked;
