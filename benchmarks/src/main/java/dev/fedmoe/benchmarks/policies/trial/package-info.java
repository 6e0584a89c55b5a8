/** One run: real coordinator, real workers, one process; measured at every commit. */
@NullMarked
package dev.fedmoe.benchmarks.policies.trial;

import org.jspecify.annotations.NullMarked;
