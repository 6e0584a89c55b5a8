package dev.fedmoe.core.fitness;

/**
 * Low-rank completion by a soft-thresholded singular value decomposition: Mazumder, Hastie, Tibshirani 2010, Spectral
 * regularization algorithms for learning large incomplete matrices, JMLR 11. What {@link LeastSquaresFactors} is checked against.
 */
final class SoftImpute {
    private static final int STEPS = 60;

    private SoftImpute() {}

    /** {@code rest} has NaN where nothing is known; every row of it counts by its freshness. */
    static double[][] complete(double[][] rest, double[] fresh) {
        if (rest.length == 0) {
            return rest;
        }
        boolean wide = rest[0].length > rest.length;
        var likes = new double[rest.length][rest[0].length];
        for (int step = 0; step < STEPS; step++) {
            var filled = fill(rest, likes, fresh);
            likes = wide ? transposed(shrink(transposed(filled))) : shrink(filled);
        }
        return likes;
    }

    private static double[][] fill(double[][] rest, double[][] likes, double[] fresh) {
        var filled = new double[rest.length][];
        for (int c = 0; c < rest.length; c++) {
            filled[c] = likes[c].clone();
            for (int e = 0; e < filled[c].length; e++) {
                if (!Double.isNaN(rest[c][e])) {
                    filled[c][e] = fresh[c] * rest[c][e] + (1 - fresh[c]) * likes[c][e];
                }
            }
        }
        return filled;
    }

    // Y → Y V diag(max(0, s − threshold) / s) Vᵀ, with V and s² from YᵀY.
    private static double[][] shrink(double[][] y) {
        int n = y[0].length;
        var eigen = JacobiEigensolver.of(gram(y));
        double largest = Math.sqrt(Math.max(0, eigen.value(0)));
        var shrunk = new double[y.length][n];
        for (int i = 0; i < Math.min(LeastSquaresFactors.RANK, n); i++) {
            double s = Math.sqrt(Math.max(0, eigen.value(i)));
            double kept = s - LeastSquaresFactors.THRESHOLD * largest;
            if (kept > 0 && s > 1e-12) {
                addProjection(y, eigen.vector(i), kept / s, shrunk);
            }
        }
        return shrunk;
    }

    private static void addProjection(double[][] y, double[] v, double scale, double[][] to) {
        for (int r = 0; r < y.length; r++) {
            double along = 0;
            for (int e = 0; e < v.length; e++) {
                along += y[r][e] * v[e];
            }
            along *= scale;
            for (int e = 0; e < v.length; e++) {
                to[r][e] += along * v[e];
            }
        }
    }

    private static double[][] gram(double[][] y) {
        int n = y[0].length;
        var gram = new double[n][n];
        for (double[] row : y) {
            for (int i = 0; i < n; i++) {
                double value = row[i];
                for (int j = i; j < n; j++) {
                    gram[i][j] += value * row[j];
                }
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                gram[i][j] = gram[j][i];
            }
        }
        return gram;
    }

    private static double[][] transposed(double[][] y) {
        var t = new double[y[0].length][y.length];
        for (int r = 0; r < y.length; r++) {
            for (int e = 0; e < y[r].length; e++) {
                t[e][r] = y[r][e];
            }
        }
        return t;
    }
}
