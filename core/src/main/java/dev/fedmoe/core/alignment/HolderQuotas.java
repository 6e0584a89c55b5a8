package dev.fedmoe.core.alignment;

import dev.fedmoe.core.matching.DegreeBounds;

/**
 * How many clients may hold an expert: an even share of all slots, more or less a slack, the quorum at least when slots allow.
 * The load bounds of arXiv 2512.23070.
 */
record HolderQuotas(int low, int high) {
    // 0.1 × 1.1 is a little more than 0.11.
    private static final double ROUNDING = 1e-9;

    static HolderQuotas of(AssignmentBuilder board, double slack) {
        double even = (double) board.slots() / board.experts;
        int low = (int) Math.floor(even * (1 - slack) + ROUNDING);
        int quorum = Math.min(board.problem.minHolders(), board.slots() / board.experts);
        int high = Math.min(board.clients.size(), (int) Math.ceil(even * (1 + slack) - ROUNDING));
        return new HolderQuotas(Math.max(0, Math.max(low, quorum)), high);
    }

    DegreeBounds bounds(int experts) {
        return DegreeBounds.even(experts, low, high);
    }
}
