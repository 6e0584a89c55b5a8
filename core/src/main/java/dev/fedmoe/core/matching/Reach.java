package dev.fedmoe.core.matching;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How far a price may move before a column sheds, or draws, more rows than it should, were all others to stay. Rows that are alike
 * waver all at once, which no slope shows.
 */
final class Reach {
    private final Favourites choice;
    private final long[][] shed;
    private final long[][] drawn;

    Reach(Favourites choice) {
        this.choice = choice;
        shed = gaps(choice.last);
        drawn = gaps(choice.next);
    }

    /** At most {@code most}. */
    long[] of(double[] excess, long most) {
        return IntStream.range(0, excess.length)
                .mapToLong(e -> {
                    long[] gaps = excess[e] > 0 ? shed[e] : drawn[e];
                    int rows = (int) Math.abs(excess[e]);
                    return rows < gaps.length ? Math.max(1, Math.min(most, gaps[rows])) : most;
                })
                .toArray();
    }

    private long[][] gaps(int[] columns) {
        var sizes = new int[choice.count.length];
        for (int column : columns) {
            if (column >= 0) {
                sizes[column]++;
            }
        }
        var gaps = Arrays.stream(sizes).mapToObj(long[]::new).toArray(long[][]::new);
        for (int r = 0; r < columns.length; r++) {
            if (columns[r] >= 0) {
                gaps[columns[r]][--sizes[columns[r]]] = choice.gap[r];
            }
        }
        for (long[] column : gaps) {
            Arrays.sort(column);
        }
        return gaps;
    }
}
