package dev.fedmoe.coordinator.store;

import dev.fedmoe.core.alignment.AlignmentPlan;
import dev.fedmoe.core.fitness.AffinityTable;
import dev.fedmoe.core.fitness.CoverageTable;
import dev.fedmoe.core.fitness.FitnessTable;
import dev.fedmoe.core.fitness.HoldoutScores;
import dev.fedmoe.core.fitness.LoadTable;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All training state after one round, as it lies on the volume beside the file of parts.
 *
 * @param parts in manifest order
 * @param plan the round's assignment; no assignments for round 0
 */
public record CommitRecord(
        Chain chain, List<Part> parts, Learned learned, RoundFacts facts, Totals totals, AlignmentPlan plan) {
    public CommitRecord {
        parts = List.copyOf(parts);
    }

    public int round() {
        return chain.round();
    }

    /**
     * Where the commit belongs.
     *
     * @param manifest fingerprint of the model's layout
     * @param epoch of the coordinator that wrote it
     * @param previous SHA-256 of the record before it, hex; empty for round 0
     */
    public record Chain(String jobUid, String manifest, int round, long epoch, String previous) {}

    /**
     * One part in the file of parts.
     *
     * @param version round whose commit last changed it
     * @param sha256 hex
     */
    public record Part(String part, int version, long offset, long sizeBytes, int crc32c, String sha256) {}

    /**
     * What accepted updates have taught: with the plan's prices and the parts' versions all that an alignment is made from.
     *
     * @param load E sums of routed samples
     * @param coverage E rows of B buckets: on what each expert has been trained lately; one bucket without sketches
     * @param affinity where each client's updates point, and which experts they have made lately
     * @param sketches by client: the one it came with when an update of it first counted; a later one changes nothing
     */
    public record Learned(
            SortedMap<String, FitnessTable.Row> fitness,
            List<Double> load,
            List<List<Double>> coverage,
            AffinityTable affinity,
            SortedMap<String, List<Double>> sketches,
            SortedMap<String, HoldoutScores.Score> scores) {
        public Learned {
            // Records of before there were such tables have none.
            coverage = Objects.requireNonNullElse(coverage, List.of());
            affinity = Objects.requireNonNullElse(affinity, AffinityTable.empty(load.size()));
            sketches = Collections.unmodifiableSortedMap(Objects.requireNonNullElse(sketches, new TreeMap<>()));
        }

        public static Learned of(
                FitnessTable fitness,
                LoadTable load,
                CoverageTable coverage,
                AffinityTable affinity,
                SortedMap<String, List<Double>> sketches,
                HoldoutScores scores) {
            return new Learned(fitness.rows(), load.samples(), coverage.mass(), affinity, sketches, scores.newest());
        }

        public static Learned nothing(int experts) {
            return of(
                    FitnessTable.empty(experts),
                    LoadTable.empty(experts),
                    CoverageTable.empty(experts, 1),
                    AffinityTable.empty(experts),
                    new TreeMap<>(),
                    HoldoutScores.empty());
        }

        public FitnessTable fitnessTable() {
            return FitnessTable.restore(load.size(), fitness);
        }

        public LoadTable loadTable() {
            return new LoadTable(load);
        }

        /** In as many buckets as the job's sketches have now. */
        public CoverageTable coverageTable(int buckets) {
            return coverage.isEmpty()
                    ? CoverageTable.empty(load.size(), buckets)
                    : new CoverageTable(coverage).over(buckets);
        }

        public HoldoutScores scoreBoard() {
            return new HoldoutScores(scores);
        }
    }

    /**
     * Sums since round 0 and the newest measures.
     *
     * @param measures the newest of each name
     * @param best the best so far of the measure that counts; at most one
     */
    public record Totals(
            long downBytes, long upBytes, long wholeModelBytes, List<Measure> measures, List<Measure> best) {
        public static final Totals NONE = new Totals(0, 0, 0, List.of(), List.of());

        public Totals {
            measures = List.copyOf(measures);
            best = List.copyOf(best);
        }
    }

    /** A figure of a committed model, for instance {@code GlobalAccuracy}. */
    public record Measure(String name, double value, int round, long samples) {}
}
