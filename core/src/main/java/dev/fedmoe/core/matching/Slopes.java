package dev.fedmoe.core.matching;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * How counts answer to small changes of prices: each row whose choice is close pulls between two columns like a spring, which
 * makes a graph Laplacian. Solved by conjugate gradients, Hestenes and Stiefel 1952; rough answers are enough.
 */
final class Slopes {
    private static final int STEPS = 100;

    /** Share of the excess that may be left. */
    private static final double ENOUGH = 0.03;

    private static final double RIDGE = 1e-3;
    private static final int STIFFER = 4;

    /** Rows further off than so many widths pull too little to matter. */
    private static final int REACH = 64;

    private final int[] from;
    private final int[] to;
    private final int size;
    private final double[] strength;
    private double ridge;
    private final double[] diagonal;
    private final IntPredicate free;

    /**
     * Rows whose gap is below {@code width} count in full, others the less the further off they are, because groups that share no
     * close row must move as well; columns that are not free keep their price.
     */
    Slopes(Favourites choice, long width, IntPredicate free) {
        int rows = choice.gap.length;
        from = new int[rows];
        to = new int[rows];
        strength = new double[rows];
        double full = 0.5 / Math.max(1, width);
        int n = 0;
        for (int r = 0; r < rows; r++) {
            if (choice.hasNext(r) && choice.gap[r] / REACH <= width) {
                double share = Math.min(1, (double) width / choice.gap[r]);
                strength[n] = full * share * share;
                from[n] = choice.last[r];
                to[n++] = choice.next[r];
            }
        }
        size = n;
        ridge = RIDGE * full;
        diagonal = new double[choice.count.length];
        Arrays.fill(diagonal, ridge);
        for (int i = 0; i < size; i++) {
            diagonal[from[i]] += strength[i];
            diagonal[to[i]] += strength[i];
        }
        this.free = free;
    }

    /**
     * Price changes that should bring counts down by {@code excess}, the largest about {@code most}: columns that few rows hold
     * back are held by stiffer ridges, which leave the others' changes as they are. Levenberg 1944, Marquardt 1963.
     */
    double[] within(double most, double[] excess) {
        var change = solve(excess);
        for (int i = 0; i < STIFFER && PriceSearch.largest(change) > 1.5 * most; i++) {
            double stiffer = ridge * (PriceSearch.largest(change) / most - 1);
            ridge += stiffer;
            for (int e = 0; e < diagonal.length; e++) {
                diagonal[e] += stiffer;
            }
            change = solve(excess);
        }
        return change;
    }

    private double[] solve(double[] excess) {
        int n = excess.length;
        var x = new double[n];
        var residual = new double[n];
        for (int e = 0; e < n; e++) {
            residual[e] = free.test(e) ? excess[e] : 0;
        }
        var scaled = scaled(residual);
        var direction = scaled.clone();
        double rz = dot(residual, scaled);
        double enough = ENOUGH * total(residual);
        for (int step = 0; step < STEPS && total(residual) > enough; step++) {
            var pulled = times(direction);
            double length = rz / dot(direction, pulled);
            add(x, length, direction);
            add(residual, -length, pulled);
            scaled = scaled(residual);
            double next = dot(residual, scaled);
            for (int e = 0; e < n; e++) {
                direction[e] = scaled[e] + next / rz * direction[e];
            }
            rz = next;
        }
        return x;
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

    private double[] scaled(double[] x) {
        var y = new double[x.length];
        for (int e = 0; e < x.length; e++) {
            y[e] = x[e] / diagonal[e];
        }
        return y;
    }

    private static void add(double[] x, double times, double[] y) {
        for (int e = 0; e < x.length; e++) {
            x[e] += times * y[e];
        }
    }

    private static double total(double[] x) {
        double sum = 0;
        for (double value : x) {
            sum += Math.abs(value);
        }
        return sum;
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int e = 0; e < x.length; e++) {
            sum += x[e] * y[e];
        }
        return sum;
    }
}
