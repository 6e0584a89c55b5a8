/** Accepted and arriving updates on disk, their folding into the next commit and a sketch of what they change: no tensor stays in memory. */
@NullMarked
package dev.fedmoe.coordinator.spool;

import org.jspecify.annotations.NullMarked;
