package dev.fedmoe.core.capacity;

/**
 * A round as one client sees it.
 *
 * @param samples samples it trains on in a round, all passes together
 * @param seconds longest the round stays open; 0 when not bounded
 */
public record RoundBudget(long samples, double seconds) {
    public static final RoundBudget UNBOUNDED = new RoundBudget(0, 0);

    public RoundBudget {
        if (samples < 0 || !(seconds >= 0)) {
            throw new IllegalArgumentException(
                    "a round needs samples and seconds of at least 0, not " + samples + " and " + seconds);
        }
    }

    /** Experts, {@code most} at most, with which the client is done in time; 0 when not even with one. */
    public int slotsInTime(JobCost cost, CapacityProfile client, int most) {
        int slots = most;
        while (slots > 0 && !allows(cost.roundSeconds(slots, client, samples))) {
            slots--;
        }
        return slots;
    }

    private boolean allows(double needed) {
        return seconds == 0 || needed <= seconds;
    }
}
