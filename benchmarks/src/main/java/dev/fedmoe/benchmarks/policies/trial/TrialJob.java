package dev.fedmoe.benchmarks.policies.trial;

import dev.fedmoe.benchmarks.policies.experiment.Experiment;
import dev.fedmoe.benchmarks.policies.experiment.Variant;
import dev.fedmoe.benchmarks.policies.scenario.Scenario;
import dev.fedmoe.core.capacity.OptimizerKind;
import dev.fedmoe.core.job.AggregationSpec;
import dev.fedmoe.core.job.AlignmentSpec;
import dev.fedmoe.core.job.CheckpointSpec;
import dev.fedmoe.core.job.DataFileFormat;
import dev.fedmoe.core.job.DataSpec;
import dev.fedmoe.core.job.JobSpec;
import dev.fedmoe.core.job.PrivacySpec;
import dev.fedmoe.core.job.state.DesiredState;
import dev.fedmoe.core.job.state.Roster;
import dev.fedmoe.core.job.state.RosterEntry;
import dev.fedmoe.core.job.training.LocalTrainingSpec;
import dev.fedmoe.core.job.training.LocalWork.LocalSteps;
import dev.fedmoe.core.job.training.OptimizerSpec;
import dev.fedmoe.core.job.training.RoundSpec;
import dev.fedmoe.core.job.training.TrainingSpec;
import dev.fedmoe.core.model.MlpMoe;
import dev.fedmoe.core.model.ModelSpec;
import java.time.Duration;
import java.util.Optional;

/** An experiment, a variant and a seed as a job. */
record TrialJob(Experiment experiment, Variant variant, int seed, Scenario scenario) {
    /** Far beyond any round: how busy the machine is must not decide who counts. */
    private static final Duration DEADLINE = Duration.ofDays(1);

    private static final double HOLDOUT = 0.1;

    JobSpec job() {
        return new JobSpec(
                "trial",
                experiment.name() + "/" + variant.name() + "/" + seed,
                model(),
                new DataSpec(DataFileFormat.IDX, Scenario.SAMPLES, Optional.of(Scenario.LABELS), HOLDOUT),
                training(),
                new AlignmentSpec(experiment.objective(), variant.policy(), variant.slack(), seed),
                AggregationSpec.DEFAULT,
                new CheckpointSpec(1, 2),
                new PrivacySpec(variant.sketch()),
                false);
    }

    DesiredState desired() {
        return DesiredState.of(
                1,
                Roster.of(scenario.clients().stream()
                        .map(client -> RosterEntry.trainer(client.name(), client.slots())
                                .on(client.name()))
                        .toList()));
    }

    private ModelSpec model() {
        var model = experiment.model();
        return new ModelSpec(
                new MlpMoe(),
                scenario.shape().input(),
                scenario.shape().classes(),
                model.experts(),
                model.topK(),
                model.hidden(),
                model.expertHidden());
    }

    private TrainingSpec training() {
        var training = experiment.training();
        var local = LocalTrainingSpec.DEFAULT
                .withWork(new LocalSteps(training.localSteps()))
                .withBatchSize(training.batchSize())
                .withOptimizer(new OptimizerSpec(OptimizerKind.SGD, training.learningRate(), training.momentum(), 1))
                .withLogitAdjustment(variant.logitAdjustment());
        var round = RoundSpec.DEFAULT
                .withParticipation(experiment.participation())
                .withQuorum(1, 1)
                .withDeadline(DEADLINE);
        return TrainingSpec.ofRounds(experiment.rounds()).withLocal(local).withRound(round);
    }
}
