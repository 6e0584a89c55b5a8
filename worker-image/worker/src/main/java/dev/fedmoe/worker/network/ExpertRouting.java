package dev.fedmoe.worker.network;

/**
 * Which expert computes which row of a batch: the top-k held experts of each row by gate logit, ties to the lower
 * position, and the rows in the order of their experts (a counting sort), so that each expert reads one run.
 */
final class ExpertRouting {
    private final int topK;
    private final int[] counts;
    private final long[] chosen;
    private final long[] rows;
    private final long[] back;

    /** @param logits row after row, {@code held} values each */
    ExpertRouting(float[] logits, int held, int topK) {
        this.topK = topK;
        int routed = logits.length / held * topK;
        counts = new int[held];
        chosen = new long[routed];
        rows = new long[routed];
        back = new long[routed];
        for (int row = 0; row * held < logits.length; row++) {
            choose(logits, row, held);
        }
        sort();
    }

    private void choose(float[] logits, int row, int held) {
        boolean[] taken = new boolean[held];
        for (int slot = 0; slot < topK; slot++) {
            int best = -1;
            for (int e = 0; e < held; e++) {
                if (!taken[e] && (best < 0 || logits[row * held + e] > logits[row * held + best])) {
                    best = e;
                }
            }
            taken[best] = true;
            chosen[row * topK + slot] = best;
            counts[best]++;
        }
    }

    private void sort() {
        int[] next = new int[counts.length];
        for (int e = 1; e < next.length; e++) {
            next[e] = next[e - 1] + counts[e - 1];
        }
        for (int i = 0; i < chosen.length; i++) {
            int position = next[(int) chosen[i]]++;
            rows[position] = i / topK;
            back[i] = position;
        }
    }

    int topK() {
        return topK;
    }

    /** Rows routed to each held expert. */
    int[] counts() {
        return counts;
    }

    /** Held position of each (row, slot). */
    long[] chosen() {
        return chosen;
    }

    /** The row at each position of the sorted order. */
    long[] rows() {
        return rows;
    }

    /** The sorted position of each (row, slot). */
    long[] back() {
        return back;
    }
}
