package dev.fedmoe.core.matching;

import java.util.Arrays;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * How demand answers to small changes of prices: each row whose last choice is close couples two columns, with a strength in rows
 * per unit of price, which makes the Laplacian of a graph of columns. Columns that are not free keep their price.
 */
final class DemandLaplacian {
    private static final double RIDGE = 1e-3;

    /** Ridges tried, each stiffer than the one before. */
    private static final int RIDGES = 4;

    /** Rows whose gap is so many times the width couple too little to matter. */
    private static final int REACH = 64;

    private final int[] from;
    private final int[] to;
    private final double[] strength;
    private final int size;
    private final double[] diagonal;
    private final IntPredicate free;
    private final Set<SolverAccelerator> accelerators;
    private double ridge;

    /**
     * The Laplacian at the prices that the demand was chosen at. Rows whose gap is below {@code width} count in full, others the
     * less the further off they are, because groups of columns that share no close row must move as well.
     */
    DemandLaplacian(RowDemand demand, long width, IntPredicate free, Set<SolverAccelerator> accelerators) {
        this.free = free;
        this.accelerators = accelerators;
        int rows = demand.gap.length;
        from = new int[rows];
        to = new int[rows];
        strength = new double[rows];
        double full = 0.5 / Math.max(1, width);
        int n = 0;
        for (int r = 0; r < rows; r++) {
            if (demand.hasNext(r) && demand.gap[r] / REACH <= width) {
                double share = Math.min(1, (double) width / demand.gap[r]);
                strength[n] = full * share * share;
                from[n] = demand.last[r];
                to[n++] = demand.next[r];
            }
        }
        size = n;
        ridge = RIDGE * full;
        diagonal = new double[demand.degree.length];
        Arrays.fill(diagonal, ridge);
        for (int i = 0; i < size; i++) {
            diagonal[from[i]] += strength[i];
            diagonal[to[i]] += strength[i];
        }
    }

    /**
     * Price changes that should bring degrees down by {@code excess} rows, the largest about {@code most}. A ridge holds back
     * columns that few close rows couple, and leaves the others' changes as they are: Levenberg 1944, Marquardt 1963.
     */
    double[] solveWithin(double most, double[] excess) {
        var change = solve(excess);
        boolean damped = accelerators.contains(SolverAccelerator.DAMPED_STEP);
        for (int i = 0; damped && i < RIDGES && largest(change) > 1.5 * most; i++) {
            double stiffer = ridge * (largest(change) / most - 1);
            ridge += stiffer;
            for (int e = 0; e < diagonal.length; e++) {
                diagonal[e] += stiffer;
            }
            change = solve(excess);
        }
        return change;
    }

    private double[] solve(double[] excess) {
        var right = new double[excess.length];
        for (int e = 0; e < excess.length; e++) {
            right[e] = free.test(e) ? excess[e] : 0;
        }
        return accelerators.contains(SolverAccelerator.COUPLED_STEP)
                ? new ConjugateGradient(this::times, diagonal).solve(right)
                : ConjugateGradient.divided(right, diagonal);
    }

    private double[] times(double[] x) {
        var y = new double[x.length];
        for (int e = 0; e < x.length; e++) {
            y[e] = ridge * x[e];
        }
        for (int i = 0; i < size; i++) {
            double pull = strength[i] * (x[from[i]] - x[to[i]]);
            y[from[i]] += pull;
            y[to[i]] -= pull;
        }
        for (int e = 0; e < x.length; e++) {
            y[e] = free.test(e) ? y[e] : 0;
        }
        return y;
    }

    private static double largest(double[] change) {
        return Arrays.stream(change).map(Math::abs).max().orElse(0);
    }
}
