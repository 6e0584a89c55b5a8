/** The clients of a regime: their data, concepts, capacities and speeds, drawn from a seed. The same for every policy. */
@NullMarked
package dev.fedmoe.alignmentbenchmark.scenario;

import org.jspecify.annotations.NullMarked;
