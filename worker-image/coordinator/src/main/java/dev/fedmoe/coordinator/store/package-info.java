/**
 * The coordinator's volume: its lock and epoch, plans, the desired state, the note of completion. Everything here is durable before it
 * returns. Decides nothing about rounds.
 */
@NullMarked
package dev.fedmoe.coordinator.store;

import org.jspecify.annotations.NullMarked;
