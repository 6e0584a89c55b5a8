package dev.fedmoe.core.aggregation;

/**
 * One rule by which the updates of several clients become one: a paper a file. A rule sees a block of a part at a time, all
 * contributors at once, and keeps nothing from one block to the next, so that no tensor is ever whole in memory.
 */
@FunctionalInterface
public interface Aggregator {
    /**
     * Writes what the block's updates come to over {@code aggregate}, from {@link UpdateBlock#from()} to {@link UpdateBlock#to()}. Same
     * block, same bits: contributors come in one order, and a sum is kept in double precision.
     */
    void aggregate(UpdateBlock block, float[] aggregate);
}
