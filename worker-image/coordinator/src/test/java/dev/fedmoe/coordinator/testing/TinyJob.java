package dev.fedmoe.coordinator.testing;

import dev.fedmoe.core.alignment.AlignmentObjective;
import dev.fedmoe.core.alignment.AlignmentPolicy;
import dev.fedmoe.core.job.AggregationSpec;
import dev.fedmoe.core.job.AlignmentSpec;
import dev.fedmoe.core.job.CheckpointSpec;
import dev.fedmoe.core.job.GateSharing;
import dev.fedmoe.core.job.JobSpec;
import dev.fedmoe.core.job.training.RoundSpec;
import dev.fedmoe.core.job.training.TrainingSpec;
import dev.fedmoe.core.model.MlpMoe;
import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.protocol.JobSpecCodec;
import dev.fedmoe.protocol.v1alpha1.DesiredJob;
import dev.fedmoe.protocol.v1alpha1.JobSettings;
import dev.fedmoe.protocol.v1alpha1.Role;
import dev.fedmoe.protocol.v1alpha1.RosterEntry;
import java.time.Duration;
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

    public static JobSettings settings(int rounds, UnaryOperator<TrainingSpec> change) {
        return JobSpecCodec.encode(spec(rounds, change));
    }

    public static JobSpec spec(int rounds, UnaryOperator<TrainingSpec> change) {
        var model = new ModelSpec(new MlpMoe(), List.of(7), 3, 4, 1, 6, 5);
        var round = RoundSpec.DEFAULT.withQuorum(1, 3).withDeadline(Duration.ofMinutes(1));
        return JobSpec.of(
                        "tiny",
                        UID,
                        model,
                        change.apply(TrainingSpec.ofRounds(rounds).withRound(round)))
                .withAlignment(AlignmentSpec.of(AlignmentObjective.BALANCED, AlignmentPolicy.RANDOM, 7))
                .withAggregation(new AggregationSpec(GateSharing.AGGREGATED, 1000, 1e6f))
                .withCheckpoint(new CheckpointSpec(1, 3));
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
