/** One round: its updates, what clients are told to do in it, what it teaches, and when to try again after trouble. */
@NullMarked
package dev.fedmoe.core.federation.rounds;

import org.jspecify.annotations.NullMarked;
