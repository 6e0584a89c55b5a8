/**
 * What the coordinator keeps on its volume: commits, plans, the roster, the epoch. Everything here is durable before it
 * returns. Decides nothing about rounds.
 */
@NullMarked
package dev.fedmoe.coordinator.store;

import org.jspecify.annotations.NullMarked;
