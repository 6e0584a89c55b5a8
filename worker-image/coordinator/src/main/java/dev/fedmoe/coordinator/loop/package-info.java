/** Runs the engine: one thread takes events in turn, and what the engine decides is carried out by bounded executors. Decides nothing. */
@NullMarked
package dev.fedmoe.coordinator.loop;

import org.jspecify.annotations.NullMarked;
