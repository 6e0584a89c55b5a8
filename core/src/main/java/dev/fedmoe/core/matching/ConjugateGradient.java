package dev.fedmoe.core.matching;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * Solves a symmetric positive definite system, with the diagonal as preconditioner. Hestenes and Stiefel 1952, doi
 * 10.6028/jres.049.044. Rough answers are enough here.
 */
final class ConjugateGradient {
    private static final int STEPS = 100;

    /** Share of the right side that may be left, in the sum of amounts. */
    private static final double TOLERANCE = 0.03;

    private final UnaryOperator<double[]> matrix;
    private final double[] diagonal;

    /** For a matrix that is given as what it makes of a vector. */
    ConjugateGradient(UnaryOperator<double[]> matrix, double[] diagonal) {
        this.matrix = matrix;
        this.diagonal = diagonal;
    }

    double[] solve(double[] right) {
        var x = new double[right.length];
        var residual = right.clone();
        var scaled = divided(residual, diagonal);
        var direction = scaled.clone();
        double rz = dot(residual, scaled);
        double enough = TOLERANCE * total(right);
        for (int step = 0; step < STEPS && total(residual) > enough; step++) {
            var image = matrix.apply(direction);
            double length = rz / dot(direction, image);
            add(x, length, direction);
            add(residual, -length, image);
            scaled = divided(residual, diagonal);
            double next = dot(residual, scaled);
            for (int e = 0; e < x.length; e++) {
                direction[e] = scaled[e] + next / rz * direction[e];
            }
            rz = next;
        }
        return x;
    }

    /** Of each element. */
    static double[] divided(double[] x, double[] by) {
        var y = new double[x.length];
        Arrays.setAll(y, e -> x[e] / by[e]);
        return y;
    }

    private static void add(double[] x, double times, double[] y) {
        for (int e = 0; e < x.length; e++) {
            x[e] += times * y[e];
        }
    }

    private static double total(double[] x) {
        return Arrays.stream(x).map(Math::abs).sum();
    }

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int e = 0; e < x.length; e++) {
            sum += x[e] * y[e];
        }
        return sum;
    }
}
