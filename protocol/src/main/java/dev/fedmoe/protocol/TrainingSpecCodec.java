package dev.fedmoe.protocol;

import com.google.protobuf.util.Durations;
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
import dev.fedmoe.core.job.validation.SpecField;
import dev.fedmoe.protocol.v1alpha1.Optimizer;
import dev.fedmoe.protocol.v1alpha1.Quorum;
import dev.fedmoe.protocol.v1alpha1.Target;
import dev.fedmoe.protocol.v1alpha1.TrainingSettings;
import java.time.Duration;
import java.util.Optional;

/** A job's training as core knows it, and as it travels. */
public final class TrainingSpecCodec {
    private TrainingSpecCodec() {}

    public static TrainingSettings encode(TrainingSpec training) {
        var round = training.round();
        var message = TrainingSettings.newBuilder()
                .setRounds(training.rounds())
                .setParticipation(round.participation())
                .setOverSelection(round.overSelection())
                .setQuorum(Quorum.newBuilder()
                        .setPerExpert(round.quorum().perExpert())
                        .setMinClients(round.quorum().minClients()));
        encode(training.local(), message);
        round.deadline().map(Duration::toNanos).map(Durations::fromNanos).ifPresent(message::setRoundDeadline);
        training.target()
                .ifPresent(target -> message.setTarget(Target.newBuilder()
                        .setMetric(target.metric().toString())
                        .setValue(target.value())));
        return message.build();
    }

    private static void encode(LocalTrainingSpec local, TrainingSettings.Builder message) {
        message.setBatchSize(local.batchSize())
                .setOptimizer(Optimizer.newBuilder()
                        .setName(local.optimizer().kind().label())
                        .setLearningRate(local.optimizer().learningRate())
                        .setMomentum(local.optimizer().momentum())
                        .setClipNorm(local.optimizer().clipNorm()))
                .setBalanceLoss(local.balanceLoss())
                .setLogitAdjustment(local.logitAdjustment());
        if (local.work() instanceof LocalSteps steps) {
            message.setLocalSteps(steps.count());
        } else if (local.work() instanceof LocalPasses passes) {
            message.setLocalPasses(passes.count());
        }
    }

    /** Throws IllegalArgumentException naming the field that is missing or has an impossible value. */
    public static TrainingSpec decode(TrainingSettings message) {
        return new TrainingSpec(
                message.getRounds(),
                message.hasTarget() ? Optional.of(decode(message.getTarget())) : Optional.empty(),
                local(message),
                round(message));
    }

    private static MetricTarget decode(Target target) {
        var metric = new SpecField("training.target.metric").oneOf(MetricKind.values(), target.getMetric());
        return new MetricTarget(metric, target.getValue());
    }

    private static LocalTrainingSpec local(TrainingSettings message) {
        LocalWork work = message.getLocalSteps() != 0
                ? new LocalSteps(message.getLocalSteps())
                : new LocalPasses(message.getLocalPasses());
        return new LocalTrainingSpec(
                work,
                message.getBatchSize(),
                decode(message.getOptimizer()),
                message.getBalanceLoss(),
                message.getLogitAdjustment());
    }

    private static OptimizerSpec decode(Optimizer optimizer) {
        var kind = new SpecField("training.optimizer.name").oneOf(OptimizerKind.values(), optimizer.getName());
        return new OptimizerSpec(kind, optimizer.getLearningRate(), optimizer.getMomentum(), optimizer.getClipNorm());
    }

    private static RoundSpec round(TrainingSettings message) {
        return new RoundSpec(
                message.getParticipation(),
                message.getOverSelection(),
                new QuorumSpec(
                        message.getQuorum().getPerExpert(), message.getQuorum().getMinClients()),
                message.hasRoundDeadline()
                        ? Optional.of(Duration.ofNanos(Durations.toNanos(message.getRoundDeadline())))
                        : Optional.empty());
    }
}
