/** One training step of the worker against the same arithmetic in plain DJL. */
@NullMarked
package dev.fedmoe.benchmarks.training;

import org.jspecify.annotations.NullMarked;
