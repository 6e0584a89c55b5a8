package dev.fedmoe.protocol;

import com.google.protobuf.util.Durations;
import dev.fedmoe.core.capacity.OptimizerKind;
import dev.fedmoe.core.job.training.LocalTrainingSpec;
import dev.fedmoe.core.job.training.LocalWork;
import dev.fedmoe.core.job.training.LocalWork.LocalPasses;
import dev.fedmoe.core.job.training.LocalWork.LocalSteps;
import dev.fedmoe.core.job.training.MetricTarget;
import dev.fedmoe.core.job.training.OptimizerSpec;
import dev.fedmoe.core.job.training.QuorumSpec;
import dev.fedmoe.core.job.training.RoundSpec;
import dev.fedmoe.core.job.training.TrainingSpec;
import dev.fedmoe.protocol.v1alpha1.LocalTrainingSettings;
import dev.fedmoe.protocol.v1alpha1.Optimizer;
import dev.fedmoe.protocol.v1alpha1.Quorum;
import dev.fedmoe.protocol.v1alpha1.RoundSettings;
import dev.fedmoe.protocol.v1alpha1.Target;
import dev.fedmoe.protocol.v1alpha1.TrainingSettings;
import java.time.Duration;
import java.util.Optional;

/** A job's training as core knows it, and as it travels. */
public final class TrainingSpecCodec {
    private static final WireEnum<OptimizerKind, dev.fedmoe.protocol.v1alpha1.OptimizerKind> OPTIMIZER = new WireEnum<>(
            OptimizerKind.class, dev.fedmoe.protocol.v1alpha1.OptimizerKind.class, "training.optimizer.kind");

    private TrainingSpecCodec() {}

    public static TrainingSettings encode(TrainingSpec training) {
        var message = TrainingSettings.newBuilder()
                .setRounds(training.rounds())
                .setLocal(encode(training.local()))
                .setRound(encode(training.round()));
        training.target()
                .ifPresent(target -> message.setTarget(Target.newBuilder()
                        .setMetric(ProgressCodec.encode(target.metric()))
                        .setValue(target.value())));
        return message.build();
    }

    /** What a round's task says of it. */
    public static LocalTrainingSettings encode(LocalTrainingSpec local) {
        var message = LocalTrainingSettings.newBuilder()
                .setBatchSize(local.batchSize())
                .setOptimizer(Optimizer.newBuilder()
                        .setKind(OPTIMIZER.encode(local.optimizer().kind()))
                        .setLearningRate(local.optimizer().learningRate())
                        .setMomentum(local.optimizer().momentum())
                        .setClipNorm(local.optimizer().clipNorm()))
                .setBalanceLoss(local.balanceLoss())
                .setLogitAdjustment(local.logitAdjustment());
        if (local.work() instanceof LocalSteps steps) {
            message.setSteps(steps.count());
        } else if (local.work() instanceof LocalPasses passes) {
            message.setPasses(passes.count());
        }
        return message.build();
    }

    private static RoundSettings encode(RoundSpec round) {
        var message = RoundSettings.newBuilder()
                .setParticipation(round.participation())
                .setOverSelection(round.overSelection())
                .setQuorum(Quorum.newBuilder()
                        .setPerExpert(round.quorum().perExpert())
                        .setMinClients(round.quorum().minClients()));
        round.deadline().map(Duration::toNanos).map(Durations::fromNanos).ifPresent(message::setDeadline);
        return message.build();
    }

    /** Throws IllegalArgumentException naming the field that is missing or has an impossible value. */
    public static TrainingSpec decode(TrainingSettings message) {
        return new TrainingSpec(
                message.getRounds(),
                message.hasTarget() ? Optional.of(decode(message.getTarget())) : Optional.empty(),
                decode(message.getLocal()),
                decode(message.getRound()));
    }

    private static MetricTarget decode(Target target) {
        return new MetricTarget(ProgressCodec.decode(target.getMetric()), target.getValue());
    }

    /** Throws IllegalArgumentException naming the field that is missing or has an impossible value. */
    public static LocalTrainingSpec decode(LocalTrainingSettings message) {
        return new LocalTrainingSpec(
                work(message),
                message.getBatchSize(),
                decode(message.getOptimizer()),
                message.getBalanceLoss(),
                message.getLogitAdjustment());
    }

    private static LocalWork work(LocalTrainingSettings message) {
        return switch (message.getWorkCase()) {
            case PASSES -> new LocalPasses(message.getPasses());
            case STEPS -> new LocalSteps(message.getSteps());
            case WORK_NOT_SET ->
                throw new IllegalArgumentException(
                        "training names neither passes nor steps." + " Maybe it was written by another version");
        };
    }

    private static OptimizerSpec decode(Optimizer optimizer) {
        return new OptimizerSpec(
                OPTIMIZER.decode(optimizer.getKind()),
                optimizer.getLearningRate(),
                optimizer.getMomentum(),
                optimizer.getClipNorm());
    }

    private static RoundSpec decode(RoundSettings message) {
        var quorum = message.getQuorum();
        return new RoundSpec(
                message.getParticipation(),
                message.getOverSelection(),
                new QuorumSpec(quorum.getPerExpert(), quorum.getMinClients()),
                message.hasDeadline()
                        ? Optional.of(Duration.ofNanos(Durations.toNanos(message.getDeadline())))
                        : Optional.empty());
    }
}
