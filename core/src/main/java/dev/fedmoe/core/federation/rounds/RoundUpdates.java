package dev.fedmoe.core.federation.rounds;

import dev.fedmoe.core.collection.PersistentMap;
import dev.fedmoe.core.federation.client.UpdateReport;
import dev.fedmoe.core.fitness.UpdateSketch;

/**
 * What accepted parts came with.
 *
 * @param reports by client: the one that came with its first accepted part; a second try does not change what counts
 * @param sketches by client: what its update changes in the shared part
 * @param slowestNanos longest time from the opening to a client's last part
 */
public record RoundUpdates(
        PersistentMap<UpdateReport> reports, PersistentMap<UpdateSketch> sketches, long slowestNanos) {
    public static final RoundUpdates NONE = new RoundUpdates(PersistentMap.empty(), PersistentMap.empty(), 0);

    RoundUpdates withReport(String client, UpdateReport report) {
        return reports.containsKey(client)
                ? this
                : new RoundUpdates(reports.with(client, report), sketches, slowestNanos);
    }

    RoundUpdates withSketch(String client, UpdateSketch sketch) {
        return new RoundUpdates(reports, sketches.with(client, sketch), slowestNanos);
    }

    RoundUpdates answeredAfter(long nanos) {
        return new RoundUpdates(reports, sketches, Math.max(slowestNanos, nanos));
    }
}
