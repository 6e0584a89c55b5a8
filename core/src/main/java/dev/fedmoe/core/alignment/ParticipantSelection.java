package dev.fedmoe.core.alignment;

import dev.fedmoe.core.random.CounterRandom;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Who takes part in a round: a seeded draw from the live clients.
 *
 * @param share of the live clients, in (0, 1]
 * @param overSelection clients beyond those needed, as a share of them; the round closes without the slowest
 * @param minClients fewest clients a round needs
 */
public record ParticipantSelection(double share, double overSelection, int minClients) {
    public ParticipantSelection {
        if (!(share > 0 && share <= 1) || !(overSelection >= 0) || Double.isInfinite(overSelection)) {
            throw new IllegalArgumentException("participation must be in (0, 1], not " + share
                    + ", and over-selection at least 0, not " + overSelection);
        }
    }

    /**
     * The draw.
     *
     * @param clients ordered by name
     * @param needed answers after which the round need not wait for more; above {@code clients.size()} when too few are live
     */
    public record Selection(List<String> clients, int needed) {
        public Selection {
            clients = List.copyOf(clients);
        }

        public boolean isEnough() {
            return clients.size() >= needed;
        }
    }

    public Selection choose(long seed, int round, Collection<String> live) {
        // Without the small allowance 0.07 × 100 would round up to 8.
        int needed = Math.max(minClients, (int) Math.ceil(share * live.size() - 1e-9));
        int drawn = (int) Math.min(live.size(), Math.ceil(needed * (1 + overSelection) - 1e-9));
        var order = Comparator.comparingLong((String c) ->
                        CounterRandom.of(seed, "participants", round, c).bits(0))
                .thenComparing(Comparator.naturalOrder());
        var clients =
                live.stream().distinct().sorted(order).limit(drawn).sorted().toList();
        return new Selection(clients, needed);
    }
}
