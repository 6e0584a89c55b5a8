/** The clients of an experiment: their data, concepts, capacities and speeds, drawn from a seed. The same for every policy. */
@NullMarked
package dev.fedmoe.benchmarks.policies.scenario;

import org.jspecify.annotations.NullMarked;
