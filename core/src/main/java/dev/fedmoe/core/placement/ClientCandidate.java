package dev.fedmoe.core.placement;

import dev.fedmoe.core.placement.PlacementProblem.Client;
import dev.fedmoe.core.placement.PlacementProblem.Job;
import dev.fedmoe.core.placement.PlacementProblem.Tenure;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A client in the eyes of one job.
 *
 * @param number of the client in the ledger
 * @param room slots the job can have there
 * @param running slots of the worker it runs there now
 * @param worth of one slot there, quantised to 1e-6; a running worker's raised by the gain a move must bring
 * @param disturbed slots other jobs run there now
 */
record ClientCandidate(Client client, int number, int room, int running, long worth, int disturbed) {
    private static final double QUANTUM = 1e-6;

    /** Fitness assumed before anything is known. */
    private static final double UNKNOWN = 0.5;

    /** The most valuable first; of equals the least disturbing, the largest, the fastest. */
    static final Comparator<ClientCandidate> BEST = Comparator.comparingLong((ClientCandidate c) -> -c.worth)
            .thenComparingInt(ClientCandidate::disturbed)
            .thenComparingInt(c -> -c.room)
            .thenComparingDouble(c -> -c.client.left().samplesPerSecond())
            .thenComparing(c -> c.client.name());

    static final Comparator<ClientCandidate> LARGEST =
            Comparator.comparingInt((ClientCandidate c) -> -c.room).thenComparing(BEST);

    /**
     * All ready clients with room for an expert, best first.
     *
     * @param tenures what the job knows of each client, by number
     */
    static List<ClientCandidate> of(Job job, Tenure[] tenures, CapacityLedger ledger, double moveGain) {
        var prices = job.standing().prices().stream()
                .sorted(Collections.reverseOrder())
                .toList();
        // A newcomer can take the experts that are shortest of training; what they all cost on average is in the usual
        // worth.
        double usual = usualWorth(job) - meanOfFirst(prices, prices.size());
        double[] newcomer = IntStream.rangeClosed(0, job.cost().experts())
                .mapToDouble(room -> usual + meanOfFirst(prices, room))
                .toArray();
        return IntStream.range(0, tenures.length)
                .mapToObj(number -> {
                    var tenure = tenures[number];
                    int room = ledger.room(job, tenure, number, 0);
                    double worth = Double.isNaN(tenure.slotValue()) ? newcomer[room] : tenure.slotValue();
                    double raised = worth + (tenure.slots() > 0 ? moveGain : 0);
                    int disturbed = ledger.running(number) - tenure.slots();
                    return new ClientCandidate(
                            ledger.client(number),
                            number,
                            room,
                            tenure.slots(),
                            Math.round(raised / QUANTUM),
                            disturbed);
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

    private static double meanOfFirst(List<Double> prices, int count) {
        return prices.stream()
                .limit(Math.max(1, count))
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
    }
}
