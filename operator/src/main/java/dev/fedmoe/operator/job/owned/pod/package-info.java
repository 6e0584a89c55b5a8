/** What runs of a job: the pod of the coordinator, and those of workers and evaluator. */
@NullMarked
package dev.fedmoe.operator.job.owned.pod;

import org.jspecify.annotations.NullMarked;
