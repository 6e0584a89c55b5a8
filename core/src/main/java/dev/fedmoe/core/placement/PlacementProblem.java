package dev.fedmoe.core.placement;

import dev.fedmoe.core.capacity.CapacityProfile;
import dev.fedmoe.core.capacity.JobCost;
import java.util.List;
import java.util.Map;

/** A snapshot of one pool: its jobs and its clients. */
public record PlacementProblem(List<Job> jobs, List<Client> clients) {
    public PlacementProblem {
        jobs = List.copyOf(jobs);
        clients = List.copyOf(clients);
        requireDistinct("job", jobs.stream().map(Job::id).toList());
        requireDistinct("client", clients.stream().map(Client::name).toList());
    }

    /**
     * One job that should run.
     *
     * @param id unique in the pool, as messages name it
     * @param priority higher gets its slots first
     */
    public record Job(String id, int priority, Demand demand, JobCost cost, Standing standing) {}

    /**
     * What a job asks for.
     *
     * @param experts experts of its model
     * @param holders holders each expert needs: the per-expert quorum
     * @param minClients clients it needs, at least 1
     * @param maxClients clients it may have; {@link #UNBOUNDED} for all
     * @param maxSlotsPerClient {@link #UNBOUNDED} for as many as fit
     * @param roundSeconds longest a round stays open; 0 when adaptive
     */
    public record Demand(
            int experts, int holders, int minClients, int maxClients, int maxSlotsPerClient, double roundSeconds) {
        public static final int UNBOUNDED = Integer.MAX_VALUE;

        public Demand {
            if (experts < 1 || holders < 1 || minClients < 0 || maxClients < 1 || maxSlotsPerClient < 1) {
                throw new IllegalArgumentException("experts (" + experts + "), holders (" + holders + "), maxClients ("
                        + maxClients + ") and maxSlotsPerClient (" + maxSlotsPerClient + ") must be at least 1");
            }
        }

        /** Anything that fits, a round of any length. */
        public static Demand of(int experts, int holders) {
            return new Demand(experts, holders, 1, UNBOUNDED, UNBOUNDED, 0);
        }

        /** Fewest slots with which every expert has its holders. */
        public long slots() {
            return (long) experts * holders;
        }
    }

    /**
     * How a job stands now, as its coordinator reports it.
     *
     * @param clients clients that run its worker or are known to it
     * @param prices E values: what one more slot for the expert is worth now; empty before the first round
     */
    public record Standing(Map<String, Tenure> clients, List<Double> prices) {
        /** Of a job that has not started. */
        public static final Standing NEW = new Standing(Map.of(), List.of());

        public Standing {
            clients = Map.copyOf(clients);
            prices = List.copyOf(prices);
        }
    }

    /**
     * What a job knows of a client.
     *
     * @param slots slots of the worker it runs there now; 0 for none
     * @param slotValue mean of fitness and price over the experts it would best hold, per slot; NaN when unknown
     * @param roundSamples samples it trains on in a round; 0 when unknown
     */
    public record Tenure(int slots, double slotValue, long roundSamples) {
        /**
         * From what a coordinator reports.
         *
         * @param value the best sum of fitness and price over all slots; not above 0 when unknown
         */
        public static Tenure of(int slots, double value, long roundSamples) {
            return new Tenure(slots, slots > 0 && value > 0 ? value / slots : Double.NaN, roundSamples);
        }

        /** A worker of which nothing is known yet. */
        public static Tenure holding(int slots) {
            return new Tenure(slots, Double.NaN, 0);
        }
    }

    /**
     * One client of the pool.
     *
     * @param left its profile after the reserve and pods that are not workers of the jobs here
     * @param cap most slots of all jobs together
     * @param ready false: nothing is placed here, and what is here does not count
     */
    public record Client(String name, CapacityProfile left, int cap, boolean ready) {}

    private static void requireDistinct(String what, List<String> names) {
        if (names.stream().distinct().count() < names.size()) {
            throw new IllegalArgumentException("two entries of one name among " + what + "s: " + names);
        }
    }
}
