package dev.fedmoe.core.matching;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What each row would take at given prices, and how little a price must change until it takes something else. Remembers which
 * columns come close to each row's choice, and looks at no others until prices have moved by more than a margin against each other.
 */
final class Favourites {
    private static final int NONE = -1;

    /** Columns beyond its slots that a row remembers, half of the rows at least. */
    private static final int CLOSE = 16;

    private static final int SAMPLE = 64;

    final int[][] chosen;
    final int[] count;

    /** The last column chosen and the first one not; {@link #NONE} for rows that hold none or all. */
    final int[] last;

    final int[] next;
    final long[] gap;

    /** What the row has above the prices, all chosen columns together. */
    final long[] surplus;

    private final Grid grid;
    private final int[] capacity;

    /** Columns that come close, ascending; all when there are many. */
    private final int[][] close;

    private final long[][] worth;
    private final int[] all;
    private long[] base = {};
    private long margin;

    Favourites(Grid grid, int[] capacity) {
        int rows = capacity.length;
        this.grid = grid;
        this.capacity = capacity;
        chosen = new int[rows][];
        count = new int[grid.columns];
        last = new int[rows];
        next = new int[rows];
        gap = new long[rows];
        surplus = new long[rows];
        close = new int[rows][];
        worth = new long[rows][];
        all = IntStream.range(0, grid.columns).toArray();
    }

    /** Needs a grid with no pair taken. */
    void choose(long[] prices) {
        if (base.length > 0 && moved(prices) <= margin) {
            grid.rows().forEach(row -> choose(row, close[row], worth[row], prices));
        } else {
            margin = margin == 0 ? usual(prices) : margin;
            base = prices.clone();
            grid.rows().forEach(row -> chooseAnew(row, prices));
        }
        Arrays.fill(count, 0);
        for (int[] columns : chosen) {
            for (int column : columns) {
                count[column]++;
            }
        }
    }

    /** Of one row. */
    int[] choose(int row, long[] prices) {
        choose(row, all, grid.open[row], prices);
        return chosen[row];
    }

    long slots() {
        return grid.slots(capacity);
    }

    boolean hasNext(int row) {
        return next[row] != NONE;
    }

    private void chooseAnew(int row, long[] prices) {
        long first = choose(row, all, grid.open[row], prices);
        if (margin > 0) {
            remember(row, first, prices);
        }
    }

    // The best first, equals by number; answers what the first one not chosen is worth above its price.
    private long choose(int row, int[] candidates, long[] values, long[] prices) {
        int slots = Math.min(capacity[row], grid.columns);
        int wanted = slots == 0 ? 0 : Math.min(slots + 1, grid.columns);
        var best = new long[wanted];
        var columns = new int[wanted];
        if (candidates == all) {
            fill(values, prices, floor(row, slots, prices), best, columns);
        } else {
            fill(candidates, values, prices, best, columns);
        }
        chosen[row] = Arrays.copyOf(columns, slots);
        boolean open = wanted > slots;
        last[row] = open ? columns[slots - 1] : NONE;
        next[row] = open ? columns[slots] : NONE;
        long sum = 0;
        for (int i = 0; i < slots; i++) {
            sum += best[i];
        }
        surplus[row] = sum;
        gap[row] = open ? best[slots - 1] - best[slots] : Long.MAX_VALUE;
        return open ? best[slots] : Long.MIN_VALUE;
    }

    private void remember(int row, long first, long[] prices) {
        long[] open = grid.open[row];
        int most = chosen[row].length + 1 + 2 * CLOSE;
        var columns = new int[most];
        var values = new long[most];
        int n = 0;
        for (int e = 0; e < open.length && n <= most; e++) {
            if (open[e] - prices[e] >= first - margin) {
                if (n < most) {
                    columns[n] = e;
                    values[n] = open[e];
                }
                n++;
            }
        }
        boolean many = n > most || first == Long.MIN_VALUE;
        close[row] = many ? all : Arrays.copyOf(columns, n);
        worth[row] = many ? open : values;
    }

    /** A margin within which a usual row has a few columns more than it takes. */
    private long usual(long[] prices) {
        int size = Math.min(capacity.length, SAMPLE);
        long[] margins = IntStream.range(0, size)
                .map(i -> (int) ((long) i * capacity.length / size))
                .filter(row -> capacity[row] + CLOSE < grid.columns)
                .mapToLong(row -> {
                    long[] values = IntStream.range(0, grid.columns)
                            .mapToLong(e -> prices[e] - grid.open[row][e])
                            .sorted()
                            .toArray();
                    return values[capacity[row] + CLOSE] - values[capacity[row]];
                })
                .sorted()
                .toArray();
        return margins.length == 0 ? -1 : margins[margins.length / 2];
    }

    private long moved(long[] prices) {
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (int e = 0; e < prices.length; e++) {
            least = Math.min(least, prices[e] - base[e]);
            most = Math.max(most, prices[e] - base[e]);
        }
        return most - least;
    }

    /** What the row took before is worth more now, so that what it takes now is as well. */
    private long floor(int row, int slots, long[] prices) {
        if (slots == 0) {
            return Long.MAX_VALUE;
        }
        if (chosen[row] == null || chosen[row].length != slots) {
            return Long.MIN_VALUE;
        }
        long[] open = grid.open[row];
        long least = next[row] == NONE ? Long.MAX_VALUE : open[next[row]] - prices[next[row]];
        for (int column : chosen[row]) {
            least = Math.min(least, open[column] - prices[column]);
        }
        return least - 1;
    }

    private static void fill(int[] candidates, long[] worth, long[] prices, long[] best, int[] columns) {
        int size = 0;
        long floor = best.length == 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
        for (int i = 0; i < candidates.length; i++) {
            long value = worth[i] - prices[candidates[i]];
            if (value > floor) {
                size = Math.min(size + 1, best.length);
                insert(value, candidates[i], best, columns, size);
                floor = size < best.length ? floor : best[size - 1];
            }
        }
    }

    private static void fill(long[] worth, long[] prices, long least, long[] best, int[] columns) {
        int size = 0;
        long floor = least;
        for (int e = 0; e < worth.length; e++) {
            long value = worth[e] - prices[e];
            if (value > floor) {
                size = Math.min(size + 1, best.length);
                insert(value, e, best, columns, size);
                floor = size < best.length ? floor : best[size - 1];
            }
        }
    }

    /** Among the best {@code size}. */
    private static void insert(long value, int column, long[] best, int[] columns, int size) {
        int i = size - 1;
        for (; i > 0 && best[i - 1] < value; i--) {
            best[i] = best[i - 1];
            columns[i] = columns[i - 1];
        }
        best[i] = value;
        columns[i] = column;
    }
}
