package dev.fedmoe.core.federation.knowledge;

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
 * What accepted updates have taught: with the plan's prices and the parts' versions all that an alignment is made from.
 *
 * @param load E sums of routed samples
 * @param coverage E rows of B buckets: on what each expert has been trained lately; one bucket without sketches
 * @param affinity where each client's updates point, and which experts they have made lately
 * @param sketches by client: the one it came with when an update of it first counted; a later one changes nothing
 */
public record LearnedTables(
        SortedMap<String, FitnessTable.Row> fitness,
        List<Double> load,
        List<List<Double>> coverage,
        AffinityTable affinity,
        SortedMap<String, List<Double>> sketches,
        SortedMap<String, HoldoutScores.Score> scores) {
    public LearnedTables {
        // Records of before there were such tables have none.
        coverage = Objects.requireNonNullElse(coverage, List.of());
        affinity = Objects.requireNonNullElse(affinity, AffinityTable.empty(load.size()));
        sketches = Collections.unmodifiableSortedMap(Objects.requireNonNullElse(sketches, new TreeMap<>()));
    }

    public static LearnedTables of(
            FitnessTable fitness,
            LoadTable load,
            CoverageTable coverage,
            AffinityTable affinity,
            SortedMap<String, List<Double>> sketches,
            HoldoutScores scores) {
        return new LearnedTables(fitness.rows(), load.samples(), coverage.mass(), affinity, sketches, scores.newest());
    }

    public static LearnedTables nothing(int experts) {
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
