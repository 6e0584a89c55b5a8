package dev.fedmoe.core.matching;

import dev.fedmoe.core.random.CounterRandom;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Matching problems for tests, and what their answers are worth. */
final class MatchingProblemFixture {
    private final int[] capacity;
    private final int low;
    private final int high;
    private final double[][] worth;
    private final int[][] tie;

    MatchingProblemFixture(int[] capacity, int low, int high, double[][] worth, int[][] tie) {
        this.capacity = capacity;
        this.low = low;
        this.high = high;
        this.worth = worth;
        this.tie = tie;
    }

    int[] capacity() {
        return capacity;
    }

    int low() {
        return low;
    }

    int high() {
        return high;
    }

    double[][] worth() {
        return worth;
    }

    int[][] tie() {
        return tie;
    }

    /** {@code kind} 0: anything; 1: few distinct values; 2: groups that agree; 3: rows all alike. */
    static MatchingProblemFixture drawn(int rows, int columns, int kind, long seed) {
        var draw = CounterRandom.of(seed, "sums", rows, columns, kind);
        var capacity = IntStream.range(0, rows)
                .map(r -> (int) (draw.unit(r) * Math.min(columns + 1, 5)))
                .toArray();
        int slots = Arrays.stream(capacity).map(k -> Math.min(k, columns)).sum();
        int low = (int) (draw.unit(1_000_001) * (slots / columns + 1));
        int most = (slots + columns - 1) / columns;
        int high = Math.min(rows, most + (int) (draw.unit(1_000_002) * 3));
        var worth = new double[rows][columns];
        var tie = new int[rows][columns];
        for (int r = 0; r < rows; r++) {
            for (int e = 0; e < columns; e++) {
                float any = draw.unit(10_000 + (long) r * columns + e);
                worth[r][e] = switch (kind) {
                    case 1 -> Math.round(3 * any) / 3.0;
                    case 2 -> (r % 3 == e % 3 ? 0.5 : 0) + 0.5 * any;
                    case 3 -> draw.unit(20_000_000 + e);
                    default -> any - 0.3;
                };
                tie[r][e] = (int) (draw.bits(30_000_000 + (long) r * columns + e) >>> 33);
            }
        }
        return new MatchingProblemFixture(capacity, low, high, worth, tie);
    }

    /** With capacities of nothing or everything and narrow bounds, which few matchings keep. */
    MatchingProblemFixture tight() {
        int[] few = Arrays.stream(capacity)
                .map(k -> k < 2 ? 0 : k == 2 ? columns() : k)
                .toArray();
        return new MatchingProblemFixture(few, high, high, worth, tie);
    }

    int rows() {
        return capacity.length;
    }

    int columns() {
        return worth[0].length;
    }

    MatchingProblem problem() {
        return new MatchingProblem(
                capacity, DegreeBounds.even(columns(), low, high), (r, e) -> worth[r][e], (r, e) -> tie[r][e]);
    }

    /** By the solver under test. */
    Matching solved() {
        return new DualPriceSolver().solve(problem());
    }

    /** As jqwik reports it. */
    @Override
    public String toString() {
        return "capacities " + Arrays.toString(capacity) + ", bounds " + low + " to " + high + ", worth "
                + Arrays.deepToString(worth);
    }

    double worth(Matching matching) {
        double sum = 0;
        for (int r = 0; r < rows(); r++) {
            for (int e : matching.columnsOf(r)) {
                sum += Math.round(worth[r][e] * 1e6) / 1e6;
            }
        }
        return sum;
    }

    int[] counts(Matching matching) {
        var counts = new int[columns()];
        for (int r = 0; r < rows(); r++) {
            for (int e : matching.columnsOf(r)) {
                counts[e]++;
            }
        }
        return counts;
    }

    /** The best sum there is, by trying everything; NaN when no matching keeps the bounds. */
    double byForce() {
        return best(0, new int[columns()]);
    }

    private double best(int row, int[] counts) {
        if (row == rows()) {
            return Arrays.stream(counts).allMatch(c -> c >= low && c <= high) ? 0 : Double.NaN;
        }
        double best = Double.NaN;
        for (int set = 0; set < 1 << columns(); set++) {
            if (Integer.bitCount(set) == Math.min(capacity[row], columns())) {
                double rest = with(row, set, counts);
                best = Double.isNaN(best) || rest > best ? (Double.isNaN(rest) ? best : rest) : best;
            }
        }
        return best;
    }

    private double with(int row, int set, int[] counts) {
        int[] next = counts.clone();
        double own = 0;
        for (int e = 0; e < columns(); e++) {
            if ((set >> e & 1) == 1) {
                next[e]++;
                own += Math.round(worth[row][e] * 1e6) / 1e6;
            }
        }
        return own + best(row + 1, next);
    }
}
