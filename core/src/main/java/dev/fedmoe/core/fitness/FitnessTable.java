package dev.fedmoe.core.fitness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How well each expert suits each client, learnt from accepted updates only: f = exp(−loss) of the expert as fetched, before
 * training, smoothed 0.7 to 0.3. After-training accuracy would hide misfit. Immutable; clients that leave keep their rows.
 * The idea: arXiv 2507.05685 (dynamic fitness scoring).
 */
public final class FitnessTable {
    /** A loss above this adds nothing: exp(−20) is 2e-9 already. */
    static final double MAX_LOSS = 20;

    private static final double KEEP = 0.7;
    private static final double LEARN = 0.3;

    private final int experts;
    private final SortedMap<String, Row> rows;

    private FitnessTable(int experts, SortedMap<String, Row> rows) {
        this.experts = experts;
        this.rows = Collections.unmodifiableSortedMap(rows);
    }

    /**
     * One client.
     *
     * @param lastRound round of its newest observation
     * @param fitness E values in [0, 1]; NaN where never tried
     */
    public record Row(int lastRound, List<Double> fitness) {
        public Row {
            fitness = List.copyOf(fitness);
        }
    }

    /** One accepted update's pre-training loss, in nats. */
    public record Observation(String client, int expert, double loss) {}

    public static FitnessTable empty(int experts) {
        return new FitnessTable(experts, new TreeMap<>());
    }

    /** The inverse of {@link #rows()}, bit by bit. */
    public static FitnessTable restore(int experts, Map<String, Row> rows) {
        rows.forEach((client, row) -> {
            if (row.fitness().size() != experts || row.fitness().stream().anyMatch(f -> f < 0 || f > 1)) {
                throw new IllegalArgumentException(
                        "fitness of " + client + " must be " + experts + " values in [0, 1], not " + row.fitness());
            }
        });
        return new FitnessTable(experts, new TreeMap<>(rows));
    }

    /** Learns one round's accepted updates. A loss that is negative or not finite teaches nothing. */
    public FitnessTable learn(int round, List<Observation> observations) {
        var next = new TreeMap<>(rows);
        for (Observation seen : observations) {
            if (Double.isFinite(seen.loss()) && seen.loss() >= 0) {
                var fitness = new ArrayList<>(row(seen.client(), next));
                double f = Math.exp(-Math.min(seen.loss(), MAX_LOSS));
                double old = fitness.get(seen.expert());
                fitness.set(seen.expert(), Double.isNaN(old) ? f : KEEP * old + LEARN * f);
                next.put(seen.client(), new Row(round, fitness));
            }
        }
        return new FitnessTable(experts, next);
    }

    public int experts() {
        return experts;
    }

    /** E values; all NaN for a client never heard of. */
    public List<Double> fitness(String client) {
        return row(client, rows);
    }

    /** Rounds between the client's newest observation and the one before {@code round}; 0 for a client never heard of. */
    public int age(String client, int round) {
        Row row = rows.get(client);
        return row == null ? 0 : Math.max(0, round - 1 - row.lastRound());
    }

    /** Everything, to be kept and restored. */
    public SortedMap<String, Row> rows() {
        return rows;
    }

    private List<Double> row(String client, Map<String, Row> in) {
        Row row = in.get(client);
        return row == null ? Collections.nCopies(experts, Double.NaN) : row.fitness();
    }
}
