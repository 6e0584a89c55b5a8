package dev.fedmoe.controlplane.job;

import com.google.protobuf.Duration;
import dev.fedmoe.crds.job.OptimizerSection;
import dev.fedmoe.crds.job.OptimizerSection.OptimizerName;
import dev.fedmoe.crds.job.TrainingSection;
import dev.fedmoe.protocol.v1alpha1.Optimizer;
import dev.fedmoe.protocol.v1alpha1.Quorum;
import dev.fedmoe.protocol.v1alpha1.Target;
import dev.fedmoe.protocol.v1alpha1.TrainingSettings;
import java.util.Objects;

/** The training section on the wire; also what may change while a job runs. */
public final class Training {
    private static final String SGD_RATE = "0.05";
    private static final String SGD_MOMENTUM = "0.9";
    private static final String ADAM_RATE = "0.001";

    private Training() {}

    /** All defaults resolved. */
    public static TrainingSettings of(TrainingSection training) {
        int steps = Objects.requireNonNullElse(training.localSteps, 0);
        int passes = Objects.requireNonNullElse(training.localPasses, 1);
        var settings = TrainingSettings.newBuilder()
                .setRounds(training.rounds)
                .setLocalPasses(steps > 0 ? 0 : passes)
                .setLocalSteps(steps)
                .setBatchSize(training.batchSize)
                .setOptimizer(optimizer(training.optimizer))
                .setParticipation(Double.parseDouble(training.participation))
                .setOverSelection(Double.parseDouble(training.overSelection))
                .setQuorum(Quorum.newBuilder()
                        .setPerExpert(training.quorum.perExpert)
                        .setMinClients(training.quorum.minClients))
                .setBalanceLoss(Double.parseDouble(training.balanceLoss))
                .setLogitAdjustment(Double.parseDouble(training.logitAdjustment));
        if (training.target != null) {
            settings.setTarget(Target.newBuilder()
                    .setMetric(training.target.metric.name())
                    .setValue(Double.parseDouble(training.target.value)));
        }
        if (!training.roundDeadline.equals("Adaptive")) {
            settings.setRoundDeadline(Duration.newBuilder().setSeconds(seconds(training.roundDeadline)));
        }
        return settings.build();
    }

    private static Optimizer optimizer(OptimizerSection optimizer) {
        boolean adam = optimizer.name == OptimizerName.Adam;
        var rate = Objects.requireNonNullElse(optimizer.learningRate, adam ? ADAM_RATE : SGD_RATE);
        var momentum = adam ? "0" : Objects.requireNonNullElse(optimizer.momentum, SGD_MOMENTUM);
        return Optimizer.newBuilder()
                .setName(optimizer.name.name())
                .setLearningRate(Double.parseDouble(rate))
                .setMomentum(Double.parseDouble(momentum))
                .setClipNorm(Double.parseDouble(optimizer.clipNorm))
                .build();
    }

    /** Whole hours, minutes and seconds, as the API allows: 1h30m, 90s. */
    static long seconds(String duration) {
        return java.time.Duration.parse("PT" + duration).toSeconds();
    }
}
