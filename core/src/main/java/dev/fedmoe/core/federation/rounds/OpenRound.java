package dev.fedmoe.core.federation.rounds;

import dev.fedmoe.core.federation.client.UpdateReport;
import dev.fedmoe.core.federation.knowledge.CommittedModel;
import dev.fedmoe.core.federation.planning.PlannedRound;
import dev.fedmoe.core.fitness.UpdateSketch;
import dev.fedmoe.core.job.training.TrainingSpec;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.core.random.CounterRandom;
import dev.fedmoe.core.round.Round;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A round that is open or being committed.
 *
 * @param opening counts the rounds this coordinator has opened, so that a round opened twice is told apart
 * @param training as all participants are to train in it
 * @param start the model that they start from
 * @param experts by participant, ascending
 */
public record OpenRound(
        int opening,
        PlannedRound planned,
        TrainingSpec training,
        CommittedModel start,
        SortedMap<String, List<Integer>> experts,
        Round round,
        RoundUpdates updates) {
    public OpenRound {
        experts = Collections.unmodifiableSortedMap(experts);
    }

    public int number() {
        return round.number();
    }

    /** The experts that the plan gives the client, ascending; empty when it takes no part. */
    public List<Integer> experts(String client) {
        return experts.getOrDefault(client, List.of());
    }

    /** Whether a participant has use for the part. */
    public boolean isGiven(String client, PartId part) {
        return round.isParticipant(client)
                && (!part.isExpert() || experts(client).contains(part.index()));
    }

    public OpenRound with(Round changed) {
        return new OpenRound(opening, planned, training, start, experts, changed, updates);
    }

    /** Counts a part that the round wants. */
    public OpenRound accepted(
            String client, PartId part, UpdateReport report, Optional<UpdateSketch> sketch, long nowNanos) {
        var counted = round.accepted(client, part);
        var known = updates.withReport(client, report);
        if (sketch.isPresent()) {
            known = known.withSketch(client, sketch.get());
        }
        if (counted.hasAllOf(client)) {
            known = known.answeredAfter(nowNanos - round.openedNanos());
        }
        return new OpenRound(opening, planned, training, start, experts, counted, known);
    }

    public TrainingTask task(String client, long seed, long nowNanos) {
        var versions = new TreeMap<PartId, Integer>();
        versions.put(PartId.SHARED, start.version(PartId.SHARED));
        versions.put(PartId.GATE, start.version(PartId.GATE));
        for (int expert : experts(client)) {
            versions.put(PartId.expert(expert), start.version(PartId.expert(expert)));
        }
        long batches = CounterRandom.of(seed, "batches", number(), client).bits(0);
        return new TrainingTask(number(), versions, round.remaining(nowNanos), batches, training);
    }
}
