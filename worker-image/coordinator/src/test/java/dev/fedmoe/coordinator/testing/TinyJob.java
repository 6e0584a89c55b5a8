package dev.fedmoe.coordinator.testing;

import com.google.protobuf.Duration;
import dev.fedmoe.protocol.v1alpha1.AggregationSettings;
import dev.fedmoe.protocol.v1alpha1.AlignmentSettings;
import dev.fedmoe.protocol.v1alpha1.CheckpointSettings;
import dev.fedmoe.protocol.v1alpha1.DataSettings;
import dev.fedmoe.protocol.v1alpha1.DesiredJob;
import dev.fedmoe.protocol.v1alpha1.JobSettings;
import dev.fedmoe.protocol.v1alpha1.ModelSettings;
import dev.fedmoe.protocol.v1alpha1.Optimizer;
import dev.fedmoe.protocol.v1alpha1.PrivacySettings;
import dev.fedmoe.protocol.v1alpha1.Quorum;
import dev.fedmoe.protocol.v1alpha1.Role;
import dev.fedmoe.protocol.v1alpha1.RosterEntry;
import dev.fedmoe.protocol.v1alpha1.TrainingSettings;
import java.util.List;
import java.util.function.UnaryOperator;

/** A job of 4 experts of a few hundred bytes each, for clients a, b, c with 2 slots. */
public final class TinyJob {
    public static final List<String> CLIENTS = List.of("a", "b", "c");
    public static final String UID = "uid-1";

    private TinyJob() {}

    public static JobSettings settings(int rounds) {
        return settings(rounds, training -> training);
    }

    public static JobSettings settings(int rounds, UnaryOperator<TrainingSettings.Builder> change) {
        return JobSettings.newBuilder()
                .setName("tiny")
                .setUid(UID)
                .setModel(ModelSettings.newBuilder()
                        .setArchitecture("mlp-moe")
                        .setExperts(4)
                        .setTopK(1)
                        .setHidden(6)
                        .setExpertHidden(5)
                        .addInputShape(7)
                        .setClasses(3))
                .setData(DataSettings.newBuilder()
                        .setFormat("idx")
                        .setImage("images.idx")
                        .setLabel("labels.idx")
                        .setHoldout(0.1))
                .setTraining(change.apply(TrainingSettings.newBuilder()
                        .setRounds(rounds)
                        .setLocalPasses(1)
                        .setBatchSize(8)
                        .setOptimizer(Optimizer.newBuilder().setName("SGD").setLearningRate(0.05))
                        .setParticipation(1)
                        .setRoundDeadline(Duration.newBuilder().setSeconds(60))
                        .setQuorum(Quorum.newBuilder().setPerExpert(1).setMinClients(3))))
                .setAlignment(AlignmentSettings.newBuilder()
                        .setObjective("Balanced")
                        .setPolicy("Random")
                        .setSeed(7))
                .setAggregation(AggregationSettings.newBuilder()
                        .setGate("Aggregated")
                        .setMaxSamplesPerClient(1000)
                        .setMaxAbsValue(1e6f))
                .setPrivacy(PrivacySettings.newBuilder().setLabelSketch("None"))
                .setCheckpoint(CheckpointSettings.newBuilder().setEvery(1).setKeep(3))
                .build();
    }

    public static DesiredJob desired(long generation, List<String> clients) {
        var desired = DesiredJob.newBuilder().setGeneration(generation);
        clients.forEach(client -> desired.addRoster(RosterEntry.newBuilder()
                .setClient(client)
                .setSlots(2)
                .setNode("node-" + client)
                .setRole(Role.ROLE_TRAINER)));
        return desired.build();
    }
}
