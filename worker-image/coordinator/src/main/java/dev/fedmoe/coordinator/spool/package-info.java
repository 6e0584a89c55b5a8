/** Accepted and arriving updates on disk, and their folding into the next commit: no tensor stays in memory. */
@NullMarked
package dev.fedmoe.coordinator.spool;

import org.jspecify.annotations.NullMarked;
