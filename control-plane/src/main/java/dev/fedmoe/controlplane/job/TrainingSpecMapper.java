package dev.fedmoe.controlplane.job;

import dev.fedmoe.core.capacity.OptimizerKind;
import dev.fedmoe.core.job.training.LocalTrainingSpec;
import dev.fedmoe.core.job.training.LocalWork;
import dev.fedmoe.core.job.training.LocalWork.LocalPasses;
import dev.fedmoe.core.job.training.LocalWork.LocalSteps;
import dev.fedmoe.core.job.training.MetricKind;
import dev.fedmoe.core.job.training.MetricTarget;
import dev.fedmoe.core.job.training.OptimizerSpec;
import dev.fedmoe.core.job.training.QuorumSpec;
import dev.fedmoe.core.job.training.RoundSpec;
import dev.fedmoe.core.job.training.TrainingSpec;
import dev.fedmoe.crds.job.OptimizerSection;
import dev.fedmoe.crds.job.TargetSection;
import dev.fedmoe.crds.job.TrainingSection;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From a manifest's training section to the job's training, with all defaults resolved. */
final class TrainingSpecMapper {
    private static final String ADAPTIVE = "Adaptive";

    private TrainingSpecMapper() {}

    static TrainingSpec map(TrainingSection training) {
        return new TrainingSpec(
                training.rounds,
                Optional.ofNullable(training.target).map(TrainingSpecMapper::target),
                local(training),
                round(training));
    }

    private static MetricTarget target(TargetSection target) {
        var metric =
                switch (target.metric) {
                    case GlobalAccuracy -> MetricKind.GLOBAL;
                    case EstimatedGlobalAccuracy -> MetricKind.ESTIMATED_GLOBAL;
                    case PersonalAccuracy -> MetricKind.PERSONAL;
                };
        return new MetricTarget(metric, Double.parseDouble(target.value));
    }

    private static LocalTrainingSpec local(TrainingSection training) {
        return new LocalTrainingSpec(
                work(training),
                training.batchSize,
                optimizer(training.optimizer),
                Double.parseDouble(training.balanceLoss),
                Double.parseDouble(training.logitAdjustment));
    }

    private static LocalWork work(TrainingSection training) {
        if (training.localSteps != null) {
            return new LocalSteps(training.localSteps);
        }
        return training.localPasses == null ? LocalWork.DEFAULT : new LocalPasses(training.localPasses);
    }

    private static OptimizerSpec optimizer(OptimizerSection optimizer) {
        var usual = OptimizerSpec.of(
                switch (optimizer.name) {
                    case SGD -> OptimizerKind.SGD;
                    case Adam -> OptimizerKind.ADAM;
                });
        return new OptimizerSpec(
                usual.kind(),
                decimal(optimizer.learningRate, usual.learningRate()),
                decimal(optimizer.momentum, usual.momentum()),
                Double.parseDouble(optimizer.clipNorm));
    }

    private static double decimal(@Nullable String written, double otherwise) {
        return written == null ? otherwise : Double.parseDouble(written);
    }

    private static RoundSpec round(TrainingSection training) {
        return new RoundSpec(
                Double.parseDouble(training.participation),
                Double.parseDouble(training.overSelection),
                new QuorumSpec(training.quorum.perExpert, training.quorum.minClients),
                training.roundDeadline.equals(ADAPTIVE)
                        ? Optional.empty()
                        : Optional.of(duration(training.roundDeadline)));
    }

    /** Hours, minutes and seconds, as the API allows: 1h30m, 90s. */
    private static Duration duration(String written) {
        return Duration.parse("PT" + written);
    }
}
