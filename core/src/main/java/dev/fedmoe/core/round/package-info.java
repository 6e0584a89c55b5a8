/** One round as a state machine: who is awaited, which part closes when, and how it ends. Time comes in as an argument. */
@NullMarked
package dev.fedmoe.core.round;

import org.jspecify.annotations.NullMarked;
