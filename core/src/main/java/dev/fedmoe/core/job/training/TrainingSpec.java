package dev.fedmoe.core.job.training;

import dev.fedmoe.core.job.validation.SpecField;
import java.util.Optional;

/**
 * How long a job trains, and what its rounds are. All of it may change while the job runs.
 *
 * @param rounds to commit before the job is complete, at least 1
 * @param target ends the job early once it is reached; empty: all rounds are trained
 */
public record TrainingSpec(int rounds, Optional<MetricTarget> target, LocalTrainingSpec local, RoundSpec round) {
    public TrainingSpec {
        new SpecField("training.rounds").atLeast(1, rounds);
    }

    /** So many rounds of the defaults. */
    public static TrainingSpec ofRounds(int rounds) {
        return new TrainingSpec(rounds, Optional.empty(), LocalTrainingSpec.DEFAULT, RoundSpec.DEFAULT);
    }

    public TrainingSpec withRounds(int newRounds) {
        return new TrainingSpec(newRounds, target, local, round);
    }

    public TrainingSpec withTarget(MetricTarget newTarget) {
        return new TrainingSpec(rounds, Optional.of(newTarget), local, round);
    }

    public TrainingSpec withLocal(LocalTrainingSpec newLocal) {
        return new TrainingSpec(rounds, target, newLocal, round);
    }

    public TrainingSpec withRound(RoundSpec newRound) {
        return new TrainingSpec(rounds, target, local, newRound);
    }
}
