package dev.fedmoe.core.matching;

/** The rows that lead from column to column: each gives up one it holds for one it does not, at a loss. */
interface Ways {
    /** Hears of one way. */
    @FunctionalInterface
    interface Way {
        /**
         * @param column at the other end
         * @param loss what the row loses, in the unit of {@link Grid}, prices not counted
         */
        void leads(int column, int row, long loss);
    }

    /** In reduced costs: every way that costs less is known; {@link Arcs#NO_ROW} when all are. */
    long reach(long[] potential);

    /**
     * Tells of ways that lead from the column; of several to the same one only the best need be among them.
     *
     * @param limit by column: ways to it that lose as much are of no use; may sink while they are told
     */
    void from(int column, long[] limit, Way way);

    /** Tells of ways that lead to the column; {@code limit} is by the column they come from. */
    void to(int column, long[] limit, Way way);

    /** After a row has moved along a way it was told of. */
    void moved(int row, int from, int to);
}
