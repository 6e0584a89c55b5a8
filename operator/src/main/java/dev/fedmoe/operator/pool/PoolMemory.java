package dev.fedmoe.operator.pool;

import dev.fedmoe.operator.pool.placement.PlacementFreeze;
import dev.fedmoe.operator.pool.report.ClientStatusPacing;

/** What is remembered of a pool from one look to the next; losing it costs a few writes and half a minute of patience. */
record PoolMemory(PlacementFreeze freeze, ClientStatusPacing pacing) {
    static final PoolMemory BLANK = new PoolMemory(PlacementFreeze.NONE, ClientStatusPacing.FRESH);
}
