package dev.fedmoe.core.matching;

import dev.fedmoe.core.random.CounterRandom;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Matching problems for tests, and what their answers are worth. */
final class Sums {
    private final int[] capacity;
    private final int low;
    private final int high;
    private final double[][] worth;
    private final int[][] tie;

    Sums(int[] capacity, int low, int high, double[][] worth, int[][] tie) {
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
    static Sums drawn(int rows, int columns, int kind, long seed) {
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
        return new Sums(capacity, low, high, worth, tie);
    }

    int rows() {
        return capacity.length;
    }

    int columns() {
        return worth[0].length;
    }

    Matcher matcher() {
        return new Matcher(capacity, Bounds.even(columns(), low, high), (r, e) -> worth[r][e], (r, e) -> tie[r][e]);
    }

    double worth(Matching matching) {
        double sum = 0;
        for (int r = 0; r < rows(); r++) {
            for (int e : matching.held(r)) {
                sum += Math.round(worth[r][e] * 1e6) / 1e6;
            }
        }
        return sum;
    }

    int[] counts(Matching matching) {
        var counts = new int[columns()];
        for (int r = 0; r < rows(); r++) {
            for (int e : matching.held(r)) {
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
