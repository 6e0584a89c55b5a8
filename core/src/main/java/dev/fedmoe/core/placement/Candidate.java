package dev.fedmoe.core.placement;

import dev.fedmoe.core.placement.PlacementProblem.Client;
import dev.fedmoe.core.placement.PlacementProblem.Job;
import dev.fedmoe.core.placement.PlacementProblem.Tenure;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * A client in the eyes of one job.
 *
 * @param room slots the job can have there
 * @param running slots of the worker it runs there now
 * @param worth of one slot there, quantised to 1e-6; a running worker's raised by the gain a move must bring
 * @param disturbed slots other jobs run there now
 */
record Candidate(Client client, int room, int running, long worth, int disturbed) {
    private static final double QUANTUM = 1e-6;

    /** Fitness assumed before anything is known. */
    private static final double UNKNOWN = 0.5;

    /** The most valuable first; of equals the least disturbing, the largest, the fastest. */
    static final Comparator<Candidate> BEST = Comparator.comparingLong((Candidate c) -> -c.worth)
            .thenComparingInt(Candidate::disturbed)
            .thenComparingInt(c -> -c.room)
            .thenComparingDouble(c -> -c.client.left().samplesPerSecond())
            .thenComparing(c -> c.client.name());

    static final Comparator<Candidate> LARGEST =
            Comparator.comparingInt((Candidate c) -> -c.room).thenComparing(BEST);

    /** All ready clients with room for an expert, best first. */
    static List<Candidate> of(Job job, Ledger ledger, double moveGain) {
        var prices = job.standing().prices().stream()
                .sorted(Collections.reverseOrder())
                .toList();
        double usual = usualWorth(job);
        return ledger.ready().stream()
                .map(client -> {
                    int room = ledger.room(job, client).count();
                    var tenure = job.standing().clients().getOrDefault(client.name(), Tenure.holding(0));
                    double worth = Double.isNaN(tenure.slotValue())
                            ? usual + meanOfFirst(prices, room) - meanOfFirst(prices, prices.size())
                            : tenure.slotValue();
                    double raised = worth + (tenure.slots() > 0 ? moveGain : 0);
                    int disturbed = ledger.runningElsewhere(job, client);
                    return new Candidate(client, room, tenure.slots(), Math.round(raised / QUANTUM), disturbed);
                })
                .filter(c -> c.room > 0)
                .sorted(BEST)
                .toList();
    }

    /** Of a client the job knows nothing of: the mean of those it knows. */
    private static double usualWorth(Job job) {
        return job.standing().clients().values().stream()
                .filter(t -> !Double.isNaN(t.slotValue()))
                .mapToDouble(Tenure::slotValue)
                .sorted()
                .average()
                .orElse(UNKNOWN);
    }

    // A newcomer can take the experts that are shortest of training; what they all cost on average is in the usual
    // worth.
    private static double meanOfFirst(List<Double> prices, int count) {
        return prices.stream()
                .limit(Math.max(1, count))
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
    }
}
