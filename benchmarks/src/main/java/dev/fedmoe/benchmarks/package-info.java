/** The figures of docs/benchmarks.md: one subcommand a figure, one JSON line each. */
@NullMarked
package dev.fedmoe.benchmarks;

import org.jspecify.annotations.NullMarked;
