package dev.fedmoe.controlplane.placement;

import dev.fedmoe.core.job.training.LocalTrainingSpec;
import dev.fedmoe.core.placement.PlacementProblem.Standing;
import dev.fedmoe.core.placement.PlacementProblem.Tenure;
import dev.fedmoe.protocol.v1alpha1.ClientProgress;
import dev.fedmoe.protocol.v1alpha1.ExpertProgress;
import dev.fedmoe.protocol.v1alpha1.Progress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a coordinator reports, as placement reads it. */
public final class StandingMapper {
    private StandingMapper() {}

    /** Lost clients keep their tenure: they may come back, and placement knows which clients are ready. */
    public static Standing of(Progress progress, LocalTrainingSpec training) {
        var clients = progress.getClientsList().stream()
                .collect(Collectors.toMap(ClientProgress::getClient, c -> tenure(c, training), (a, b) -> b));
        var prices =
                progress.getExpertsList().stream().map(ExpertProgress::getPrice).toList();
        return new Standing(clients, progress.getRound() == 0 ? List.of() : prices);
    }

    /**
     * Of a job whose workers have been seen. They count as they run, whatever its coordinator says: it may be away, or not have
     * reported yet. Of a coordinator that is away only what it knows of the clients counts, not who ran at the time.
     *
     * @param running slots of the workers, by client
     */
    public static Standing of(
            Progress progress, LocalTrainingSpec training, Map<String, Integer> running, boolean connected) {
        var reported = of(progress, training);
        var clients = new HashMap<String, Tenure>();
        reported.clients().forEach((client, t) -> clients.put(client, connected ? t : holding(t, 0)));
        running.forEach((client, slots) ->
                clients.merge(client, Tenure.holding(slots), (known, seen) -> holding(known, seen.slots())));
        return new Standing(clients, reported.prices());
    }

    private static Tenure holding(Tenure known, int slots) {
        return new Tenure(slots, known.slotValue(), known.roundSamples());
    }

    private static Tenure tenure(ClientProgress client, LocalTrainingSpec training) {
        long samples = training.samplesPerRound(client.getTrainingSamples());
        return Tenure.of(client.getSlots(), client.getValue(), samples);
    }
}
