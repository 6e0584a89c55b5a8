/**
 * The brain: every decision as pure code over a snapshot. Nothing here looks at a clock, a file, a socket or a
 * framework; time and randomness come in as arguments.
 */
@NullMarked
package dev.fedmoe.core;

import org.jspecify.annotations.NullMarked;
