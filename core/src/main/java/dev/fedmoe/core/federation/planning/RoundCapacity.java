package dev.fedmoe.core.federation.planning;

import dev.fedmoe.core.capacity.JobCost;
import dev.fedmoe.core.capacity.RoundBudget;
import dev.fedmoe.core.federation.client.FederationClient;
import dev.fedmoe.core.job.training.TrainingSpec;
import java.time.Duration;
import java.util.Optional;

/**
 * How many experts a client may train in a round: its slots, or fewer when it would not be done by the deadline the job names. An
 * adaptive deadline follows the clients and limits none of them.
 */
record RoundCapacity(JobCost cost, TrainingSpec training) {
    /** Claims above it count as this many. */
    private static final long MAX_SAMPLES = 1L << 32;

    /** At least 1: whoever takes part trains something. {@code given} are its slots. */
    int slots(int given, Optional<FederationClient> client) {
        var deadline = training.round().deadline();
        int inTime = deadline.isEmpty() || client.isEmpty()
                ? given
                : budget(deadline.get(), client.get())
                        .slotsInTime(cost, client.get().profile().speeds(), given);
        return Math.max(1, inTime);
    }

    private RoundBudget budget(Duration deadline, FederationClient client) {
        long own = Math.max(0, Math.min(client.claim().trainingSamples(), MAX_SAMPLES));
        var local = training.local();
        long samples = local.work().samples(own, local.batchSize());
        return new RoundBudget(samples, deadline.getSeconds() + deadline.getNano() / 1e9);
    }
}
