/** What is compared under which circumstances, as a YAML file says it. No data, no training. */
@NullMarked
package dev.fedmoe.benchmarks.policies.experiment;

import org.jspecify.annotations.NullMarked;
