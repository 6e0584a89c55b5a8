package dev.fedmoe.core.job;

import dev.fedmoe.core.alignment.AlignmentObjective;
import dev.fedmoe.core.alignment.AlignmentPolicy;
import dev.fedmoe.core.job.validation.SpecField;

/**
 * Which client trains which experts.
 *
 * @param slack how far an expert's holders may stray from an even share, in [0, 1]
 * @param seed of participation, alignment, first weights and the workers' batches: the same seed repeats the run
 */
public record AlignmentSpec(AlignmentObjective objective, AlignmentPolicy policy, double slack, long seed) {
    public static final double DEFAULT_SLACK = 0.1;
    public static final AlignmentSpec DEFAULT = of(AlignmentObjective.BALANCED, 0);

    public AlignmentSpec {
        new SpecField("alignment.slack").share(1, slack);
    }

    /** With the policy that suits the objective. */
    public static AlignmentSpec of(AlignmentObjective objective, long seed) {
        return of(objective, AlignmentPolicy.suited(objective), seed);
    }

    public static AlignmentSpec of(AlignmentObjective objective, AlignmentPolicy policy, long seed) {
        return new AlignmentSpec(objective, policy, DEFAULT_SLACK, seed);
    }
}
