package dev.fedmoe.core.alignment;

import dev.fedmoe.core.fitness.AffinityMatrix;
import dev.fedmoe.core.fitness.FitnessTable;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A round's snapshot.
 *
 * @param round the round to plan, from 1
 * @param clients the round's participants, ordered by name
 */
public record AlignmentProblem(long seed, int round, Goal goal, List<Participant> clients, Learned learned) {
    public AlignmentProblem {
        clients = List.copyOf(clients);
        int experts = goal.experts();
        learned.requireFor(experts);
        for (Participant client : clients) {
            if (client.slots() < 1
                    || client.fitness().size() != experts
                    || client.affinity().size() != experts) {
                throw new IllegalArgumentException(client.client() + " needs at least 1 slot, " + experts
                        + " values of fitness and as many of affinity, not " + client.slots() + ", "
                        + client.fitness().size() + ", " + client.affinity().size());
            }
        }
    }

    /** A round of which nothing but load is known. */
    public AlignmentProblem(
            long seed, int round, int experts, int minHolders, List<Participant> clients, List<Double> load) {
        this(seed, round, new Goal(AlignmentObjective.BALANCED, experts, minHolders), clients, Learned.ofLoad(load));
    }

    public int experts() {
        return goal.experts();
    }

    public int minHolders() {
        return goal.minHolders();
    }

    public List<Double> load() {
        return learned.load();
    }

    /**
     * What the job wants.
     *
     * @param experts E, the number of experts
     * @param minHolders holders each expert should get when slots allow: the job's per-expert quorum
     */
    public record Goal(AlignmentObjective objective, int experts, int minHolders) {
        public Goal {
            if (experts < 1) {
                throw new IllegalArgumentException("a round needs at least 1 expert, not " + experts);
            }
        }
    }

    /**
     * One client of the round.
     *
     * @param slots experts it can hold, at least 1
     * @param samples its training samples, clamped
     * @param age rounds since its newest observation; 0 when there is none
     * @param fitness E values in [0, 1]; NaN where this client has never tried the expert
     * @param affinity E values in [-1, 1], how much it is like the clients an expert is for; NaN where unknown
     * @param sketch shares of its labels, a bucket each; empty when it has told none
     */
    public record Participant(
            String client,
            int slots,
            long samples,
            int age,
            List<Double> fitness,
            List<Double> affinity,
            List<Double> sketch) {
        public Participant {
            fitness = List.copyOf(fitness);
            // Plans of before there were affinities have none.
            affinity = affinity == null ? unknown(fitness.size()) : List.copyOf(affinity);
            sketch = List.copyOf(sketch);
        }

        /** Of unknown affinity. */
        public Participant(String client, int slots, long samples, int age, List<Double> fitness, List<Double> sketch) {
            this(client, slots, samples, age, fitness, unknown(fitness.size()), sketch);
        }

        /** Fresh, of unknown affinity and without a sketch. */
        public Participant(String client, int slots, long samples, List<Double> fitness) {
            this(client, slots, samples, 0, fitness, List.of());
        }

        private static List<Double> unknown(int experts) {
            return Collections.nCopies(experts, Double.NaN);
        }
    }

    /**
     * A client that has no part in the round but has taught something.
     *
     * @param fitness of the experts it has tried: written sparsely, because a large job has many such clients
     * @param affinity to the same experts as far as known, in [-1, 1]
     */
    public record Absent(
            String client, int age, SortedMap<Integer, Double> fitness, SortedMap<Integer, Double> affinity) {
        public Absent {
            fitness = Collections.unmodifiableSortedMap(new TreeMap<>(fitness));
            affinity = affinity == null
                    ? Collections.emptySortedMap()
                    : Collections.unmodifiableSortedMap(new TreeMap<>(affinity));
        }

        /** Of unknown affinity. */
        public Absent(String client, int age, SortedMap<Integer, Double> fitness) {
            this(client, age, fitness, new TreeMap<>());
        }

        /** All whom the table knows but the participants. */
        public static List<Absent> of(
                FitnessTable table, AffinityMatrix affinities, int round, Collection<String> participants) {
            var present = new HashSet<>(participants);
            return table.rows().entrySet().stream()
                    .filter(row -> !present.contains(row.getKey()))
                    .map(row -> of(
                            row.getKey(),
                            table.age(row.getKey(), round),
                            row.getValue().fitness(),
                            affinities))
                    .toList();
        }

        private static Absent of(String client, int age, List<Double> fitness, AffinityMatrix affinities) {
            var tried = new TreeMap<Integer, Double>();
            var alike = new TreeMap<Integer, Double>();
            for (int e = 0; e < fitness.size(); e++) {
                if (!fitness.get(e).isNaN()) {
                    tried.put(e, fitness.get(e));
                    double affinity = affinities.of(client, e);
                    if (!Double.isNaN(affinity)) {
                        alike.put(e, affinity);
                    }
                }
            }
            return new Absent(client, age, tried, alike);
        }
    }

    /**
     * What accepted updates have taught so far.
     *
     * @param load E cumulative routed samples
     * @param idle E counts of rounds since the expert's last accepted update; empty when unknown
     * @param prices E prices of the last plan, which make the next faster; empty when there is none
     * @param coverage E rows of B buckets, one bucket without sketches; empty when there is none
     * @param absent ordered by name
     */
    public record Learned(
            List<Double> load,
            List<Integer> idle,
            List<Double> prices,
            List<List<Double>> coverage,
            List<Absent> absent) {
        public Learned {
            load = List.copyOf(load);
            idle = List.copyOf(idle);
            prices = List.copyOf(prices);
            coverage = coverage.stream().map(List::copyOf).toList();
            absent = List.copyOf(absent);
        }

        public static Learned ofLoad(List<Double> load) {
            return new Learned(load, List.of(), List.of(), List.of(), List.of());
        }

        private void requireFor(int experts) {
            if (load.size() != experts) {
                throw new IllegalArgumentException(
                        "a round of " + experts + " experts needs as many loads, not " + load.size());
            }
            requireNoneOrAll("idle counts", idle, experts);
            requireNoneOrAll("prices", prices, experts);
            requireNoneOrAll("coverage rows", coverage, experts);
        }

        private static void requireNoneOrAll(String what, List<?> values, int experts) {
            if (!values.isEmpty() && values.size() != experts) {
                throw new IllegalArgumentException(
                        "a round of " + experts + " experts needs as many " + what + " or none, not " + values.size());
            }
        }
    }
}
