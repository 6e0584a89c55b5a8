package dev.fedmoe.core.matching;

/**
 * Ways of rows on the brink: those that would lose little by a move, at the prices it was made for. A held column that is better
 * than the best open one by more than a width is left out, and so is an open one that much worse than the worst held. As long as
 * prices have not moved by more than the width against each other, what is left out costs more than what remains of it.
 */
final class Brink implements Ways {
    private final long width;
    private final long[] base;

    /** Where each row's pairs begin. */
    private final int[] begin;

    private final int[] row;
    private final int[] column;
    private final long[] worth;
    private final boolean[] held;

    /** Where each column's pairs begin in {@link #pairs}. */
    private final int[] first;

    private final int[] pairs;

    /**
     * Before any row has moved from what it likes best.
     *
     * @param near by row: columns it may soon give up or take, as {@link Horizon} finds them
     */
    Brink(Grid grid, Seats seats, int[][] near, long[] prices, long width) {
        this.width = width;
        base = prices.clone();
        begin = new int[near.length + 1];
        for (int r = 0; r < near.length; r++) {
            begin[r + 1] = begin[r] + near[r].length;
        }
        int size = begin[near.length];
        row = new int[size];
        column = new int[size];
        worth = new long[size];
        held = new boolean[size];
        for (int r = 0; r < near.length; r++) {
            for (int i = 0; i < near[r].length; i++) {
                int pair = begin[r] + i;
                row[pair] = r;
                column[pair] = near[r][i];
                held[pair] = grid.open[r][near[r][i]] == Grid.TAKEN;
                worth[pair] = held[pair] ? seats.worth(r, near[r][i]) : grid.open[r][near[r][i]];
            }
        }
        first = new int[grid.columns + 1];
        pairs = byColumn();
    }

    @Override
    public long reach(long[] potential) {
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (int e = 0; e < base.length; e++) {
            long moved = potential[e] - base[e];
            least = Math.min(least, moved);
            most = Math.max(most, moved);
        }
        return width - (most - least);
    }

    @Override
    public void from(int e, long[] limit, Way way) {
        for (int i = first[e]; i < first[e + 1]; i++) {
            int given = pairs[i];
            int r = row[given];
            for (int taken = begin[r]; held[given] && taken < begin[r + 1]; taken++) {
                if (!held[taken] && worth[given] - worth[taken] < limit[column[taken]]) {
                    way.leads(column[taken], r, worth[given] - worth[taken]);
                }
            }
        }
    }

    @Override
    public void to(int f, long[] limit, Way way) {
        for (int i = first[f]; i < first[f + 1]; i++) {
            int taken = pairs[i];
            int r = row[taken];
            for (int given = begin[r]; !held[taken] && given < begin[r + 1]; given++) {
                if (held[given] && worth[given] - worth[taken] < limit[column[given]]) {
                    way.leads(column[given], r, worth[given] - worth[taken]);
                }
            }
        }
    }

    @Override
    public void moved(int r, int from, int to) {
        held[pair(r, from)] = false;
        held[pair(r, to)] = true;
    }

    private int pair(int r, int e) {
        int pair = begin[r];
        while (column[pair] != e) {
            pair++;
        }
        return pair;
    }

    private int[] byColumn() {
        for (int e : column) {
            first[e + 1]++;
        }
        for (int e = 0; e + 1 < first.length; e++) {
            first[e + 1] += first[e];
        }
        int[] next = first.clone();
        var sorted = new int[column.length];
        for (int pair = 0; pair < column.length; pair++) {
            sorted[next[column[pair]]++] = pair;
        }
        return sorted;
    }
}
