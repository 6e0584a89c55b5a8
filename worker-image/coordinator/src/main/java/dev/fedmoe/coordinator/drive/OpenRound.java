package dev.fedmoe.coordinator.drive;

import dev.fedmoe.coordinator.spool.PartSketch;
import dev.fedmoe.coordinator.spool.SpooledPart;
import dev.fedmoe.coordinator.spool.UpdateSpool;
import dev.fedmoe.coordinator.store.Commit;
import dev.fedmoe.coordinator.store.PlanStore.Planned;
import dev.fedmoe.core.fitness.UpdateSketch;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.core.model.PartSpec;
import dev.fedmoe.core.random.CounterRandom;
import dev.fedmoe.core.round.Round;
import dev.fedmoe.protocol.PartVersions;
import dev.fedmoe.protocol.v1alpha1.PartVersion;
import dev.fedmoe.protocol.v1alpha1.RoundReport;
import dev.fedmoe.protocol.v1alpha1.Task;
import dev.fedmoe.protocol.v1alpha1.TrainTask;
import dev.fedmoe.protocol.v1alpha1.TrainingSettings;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;

/** The open round: its state machine, and what belongs to it outside of the core. */
final class OpenRound {
    private final Opening opening;
    private final Round round;
    private final UpdateSpool spool;
    private final Folding folding;
    private final CompletableFuture<Void> planWritten = new CompletableFuture<>();
    private final Map<String, RoundReport> reports = new ConcurrentSkipListMap<>();
    private final Map<String, UpdateSketch> updateSketches = new ConcurrentSkipListMap<>();
    private final Map<String, List<Integer>> experts;
    private long slowestNanos;

    /**
     * What a round begins with.
     *
     * @param training as all participants are to train in it
     */
    record Opening(Planned planned, TrainingSettings training, Commit start, long nanos) {}

    OpenRound(Opening opening, Round round, UpdateSpool spool, Folding folding) {
        this.opening = opening;
        this.round = round;
        this.spool = spool;
        this.folding = folding;
        this.experts = opening.planned().plan().experts();
    }

    int number() {
        return opening.planned().round();
    }

    Planned planned() {
        return opening.planned();
    }

    Round round() {
        return round;
    }

    UpdateSpool spool() {
        return spool;
    }

    Folding folding() {
        return folding;
    }

    /** Completes once the plan is durable: nothing is accepted before. */
    CompletableFuture<Void> planWritten() {
        return planWritten;
    }

    /** By client: the report that came with its first accepted part; a second try does not change what counts. */
    Map<String, RoundReport> reports() {
        return reports;
    }

    /** By client: what its update changes in the shared part, once that has arrived; it counts when the part was accepted. */
    Map<String, UpdateSketch> updateSketches() {
        return updateSketches;
    }

    /** Reads a part that has arrived whole. One that came too late may be gone already: whoever counts it will say so. */
    void arrived(String client, PartSpec part, SpooledPart spooled) throws IOException {
        if (!part.id().equals(PartId.SHARED)) {
            return;
        }
        try {
            updateSketches.put(client, PartSketch.of(part, spooled, opening.start()));
        } catch (NoSuchFileException tooLate) {
            updateSketches.remove(client);
        }
    }

    void accepted(String client, RoundReport report, long nowNanos) {
        reports.putIfAbsent(client, report);
        if (round.hasAllOf(client)) {
            slowestNanos = Math.max(slowestNanos, nowNanos - opening.nanos());
        }
    }

    long slowestNanos() {
        return slowestNanos;
    }

    long openNanos(long nowNanos) {
        return nowNanos - opening.nanos();
    }

    /** The experts the plan gives the client, ascending; empty when it takes no part. */
    List<Integer> experts(String client) {
        return experts.getOrDefault(client, List.of());
    }

    boolean isParticipant(String client) {
        return experts.containsKey(client);
    }

    /** The version every participant starts from. */
    int version(PartId part) {
        return opening.start().part(part).version();
    }

    Task task(String client, long epoch, long seed, long nowNanos) {
        var remaining = round.remaining(nowNanos);
        return Task.newBuilder()
                .setEpoch(epoch)
                .setTrain(TrainTask.newBuilder()
                        .setRound(number())
                        .addAllParts(parts(client))
                        .setDeadline(com.google.protobuf.Duration.newBuilder()
                                .setSeconds(remaining.toSeconds())
                                .setNanos(remaining.toNanosPart()))
                        .setTraining(opening.training())
                        .setSeed(CounterRandom.of(seed, "batches", number(), client)
                                .bits(0)))
                .build();
    }

    private List<PartVersion> parts(String client) {
        var ids = new ArrayList<>(List.of(PartId.SHARED, PartId.GATE));
        experts(client).forEach(expert -> ids.add(PartId.expert(expert)));
        return ids.stream().map(id -> PartVersions.of(id, version(id))).toList();
    }
}
