/** Chance that repeats: the same seed gives the same numbers on every machine and JDK. */
@NullMarked
package dev.fedmoe.core.random;

import org.jspecify.annotations.NullMarked;
