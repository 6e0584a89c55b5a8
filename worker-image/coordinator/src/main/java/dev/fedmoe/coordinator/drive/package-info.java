/**
 * The decision loop: one thread that takes events in turn, decides the next step and applies it. Everyone else only hands
 * over. Slow work (writing, folding) is done by others, whose results come back as events.
 */
@NullMarked
package dev.fedmoe.coordinator.drive;

import org.jspecify.annotations.NullMarked;
