/** The command that compares alignment policies. What an experiment is, what its clients see, a run and the report live in packages of their own. */
@NullMarked
package dev.fedmoe.benchmarks.policies;

import org.jspecify.annotations.NullMarked;
