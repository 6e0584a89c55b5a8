/** The objects of a job as they should be: one class each, its {@code desired} mirrors the YAML. Looks nothing up. */
@NullMarked
package dev.fedmoe.operator.job.owned;

import org.jspecify.annotations.NullMarked;
