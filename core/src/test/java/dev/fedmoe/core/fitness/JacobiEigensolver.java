package dev.fedmoe.core.fitness;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Eigenvalues and vectors of a small symmetric matrix by cyclic Jacobi rotations: exact to rounding, the same everywhere. */
final class JacobiEigensolver {
    private static final int SWEEPS = 12;
    private static final double NOTHING = 1e-22;

    private final double[][] a;
    private final double[][] vectors;
    private final int[] order;

    private JacobiEigensolver(double[][] a) {
        this.a = a;
        int n = a.length;
        vectors = new double[n][n];
        for (int i = 0; i < n; i++) {
            vectors[i][i] = 1;
        }
        double scale = trace() * trace();
        for (int sweep = 0; sweep < SWEEPS && offDiagonal() > NOTHING * scale; sweep++) {
            sweep();
        }
        order = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -a[i][i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Overwrites {@code symmetric}. */
    static JacobiEigensolver of(double[][] symmetric) {
        return new JacobiEigensolver(symmetric);
    }

    /** The i-th largest. */
    double value(int i) {
        return a[order[i]][order[i]];
    }

    double[] vector(int i) {
        return vectors[order[i]];
    }

    private void sweep() {
        for (int p = 0; p < a.length; p++) {
            for (int q = p + 1; q < a.length; q++) {
                if (a[p][q] != 0) {
                    rotate(p, q);
                }
            }
        }
    }

    private void rotate(int p, int q) {
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double cos = 1 / Math.sqrt(t * t + 1);
        double sin = t * cos;
        for (double[] row : a) {
            double left = row[p];
            row[p] = cos * left - sin * row[q];
            row[q] = sin * left + cos * row[q];
        }
        turn(a, p, q, cos, sin);
        turn(vectors, p, q, cos, sin);
    }

    private static void turn(double[][] rows, int p, int q, double cos, double sin) {
        for (int i = 0; i < rows.length; i++) {
            double left = rows[p][i];
            rows[p][i] = cos * left - sin * rows[q][i];
            rows[q][i] = sin * left + cos * rows[q][i];
        }
    }

    private double trace() {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i][i]).sum();
    }

    private double offDiagonal() {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < i; j++) {
                sum += a[i][j] * a[i][j];
            }
        }
        return sum;
    }
}
