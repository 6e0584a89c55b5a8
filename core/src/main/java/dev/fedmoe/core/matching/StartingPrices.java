package dev.fedmoe.core.matching;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Prices to begin with, and what rows take at them. Without prices of a similar problem a quarter of the rows is matched first,
 * for whom prices are nearly the same; too few rows for that begin with what it takes to be among a column's best.
 */
final class StartingPrices {
    /** One row in so many is in the sample: its hash begins with as many zero bits as {@code 64 - SAMPLE_SHIFT}. */
    private static final int SAMPLED_ONE_IN = 4;

    private static final int SAMPLE_SHIFT = 62;

    /** Slots a column needs in a sample for its price to mean something. */
    private static final int SLOTS_PER_COLUMN = 4;

    /** Rows a column may be off after a search before the prices it began with count as misleading. */
    private static final int LOST = 4;

    private final WeightTable weights;
    private final int[] capacities;
    private final DegreeBounds bounds;
    private final Set<SolverAccelerator> accelerators;

    StartingPrices(WeightTable weights, int[] capacities, DegreeBounds bounds, Set<SolverAccelerator> accelerators) {
        this.weights = weights;
        this.capacities = capacities;
        this.bounds = bounds;
        this.accelerators = accelerators;
    }

    /** Prices by column, and columns by row that it takes at them. */
    static final class PricedDemand {
        final long[] prices;
        final int[][] columns;

        private PricedDemand(long[] prices, RowDemand demand) {
            this.prices = prices;
            columns = demand.chosen;
        }
    }

    /** From those of a similar problem, unless they mislead. */
    PricedDemand from(long[] known) {
        var demand = new RowDemand(weights, capacities);
        var search = new DualNewtonSearch(weights, demand, bounds, accelerators);
        var prices = search.near(known);
        return search.isLost(LOST) ? fromNothing() : new PricedDemand(prices, demand);
    }

    PricedDemand fromNothing() {
        var demand = new RowDemand(weights, capacities);
        var search = new DualNewtonSearch(weights, demand, bounds, accelerators);
        boolean sampled = accelerators.contains(SolverAccelerator.SAMPLED_START)
                && weights.slots(capacities) >= (long) SAMPLED_ONE_IN * SLOTS_PER_COLUMN * weights.columns;
        return new PricedDemand(sampled ? search.near(ofSample()) : search.far(ofQuantiles()), demand);
    }

    private long[] ofSample() {
        // Scattered, because neighbours may be alike, and the same every time.
        int[] rows = IntStream.range(0, capacities.length)
                .filter(r -> ((r * 0x9E3779B97F4A7C15L) >>> SAMPLE_SHIFT) == 0)
                .toArray();
        int[] slots = Arrays.stream(rows).map(r -> capacities[r]).toArray();
        var sample = weights.only(rows);
        long total = sample.slots(slots);
        double share = (double) total / Math.max(1, weights.slots(capacities));
        var scaled = bounds.scaled(share).fitting(total, rows.length);
        var start = new StartingPrices(sample, slots, scaled, accelerators).fromNothing();
        var pairs = new MatchedPairs(sample);
        pairs.matchAll(start.columns);
        var network = new ResidualNetwork(pairs, start.prices, scaled, total);
        new ShortestPathRepair(network, new ExchangeArcs(sample, pairs), accelerators).repair();
        pairs.releaseAll();
        return network.prices();
    }

    /** The worth of a column's last row, were all rows to want it, against that of the median column. */
    private long[] ofQuantiles() {
        if (weights.open.length == 0 || !accelerators.contains(SolverAccelerator.QUANTILE_START)) {
            return new long[weights.columns];
        }
        double share = (double) weights.slots(capacities) / weights.columns / capacities.length;
        var asked = IntStream.range(0, weights.columns)
                .mapToLong(e -> {
                    long[] column = Arrays.stream(weights.open)
                            .mapToLong(row -> row[e])
                            .sorted()
                            .toArray();
                    return column[(int) Math.max(0, Math.min(column.length - 1, (1 - share) * column.length))];
                })
                .toArray();
        long median = Arrays.stream(asked).sorted().toArray()[weights.columns / 2];
        return Arrays.stream(asked).map(a -> a - median).toArray();
    }
}
