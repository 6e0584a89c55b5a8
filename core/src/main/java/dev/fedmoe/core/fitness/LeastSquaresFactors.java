package dev.fedmoe.core.fitness;

import dev.fedmoe.core.random.CounterRandom;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Low-rank completion by alternating least squares: Hastie, Mazumder, Lee, Zadeh 2015, Matrix completion and low-rank SVD via fast
 * alternating least squares, JMLR 16. Minimises what soft-impute does, with its threshold as the ridge, touches only what is
 * known, and gets there in fewer steps: on most tables its error is smaller than after twelve of soft-impute's (ADR 0012).
 */
final class LeastSquaresFactors {
    static final int RANK = 4;

    /** Singular values below this share of the largest are noise. */
    static final double THRESHOLD = 0.2;

    private static final int SWEEPS = 6;
    private static final int POWER_STEPS = 8;

    /** What is known of one row or column: the others' numbers, values, weights. */
    private static final class Line {
        private final int[] at;
        private final double[] value;
        private final double[] weight;

        Line(int[] at, double[] value, double[] weight) {
            this.at = at;
            this.value = value;
            this.weight = weight;
        }
    }

    private LeastSquaresFactors() {}

    static double[][] complete(double[][] rest, double[] fresh, int experts) {
        Line[] rows = lines(rest, fresh);
        Line[] columns = lines(rows, experts);
        double ridge = Math.max(1e-9, THRESHOLD * largest(rows, columns));
        var v = start(experts);
        var u = new double[rows.length][RANK];
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            solve(rows, v, u, ridge);
            solve(columns, u, v, ridge);
        }
        solve(rows, v, u, ridge);
        return product(u, v);
    }

    private static double[][] start(int experts) {
        var draw = CounterRandom.of(0, "factors");
        var v = new double[experts][RANK];
        for (int e = 0; e < experts; e++) {
            for (int i = 0; i < RANK; i++) {
                v[e][i] = draw.unit((long) e * RANK + i) - 0.5;
            }
        }
        return v;
    }

    private static Line[] lines(double[][] rest, double[] fresh) {
        var lines = new Line[rest.length];
        for (int c = 0; c < rest.length; c++) {
            double[] row = rest[c];
            int[] at = IntStream.range(0, row.length)
                    .filter(e -> !Double.isNaN(row[e]))
                    .toArray();
            var weight = new double[at.length];
            Arrays.fill(weight, fresh[c]);
            lines[c] = new Line(at, Arrays.stream(at).mapToDouble(e -> row[e]).toArray(), weight);
        }
        return lines;
    }

    private static Line[] lines(Line[] rows, int experts) {
        var sizes = new int[experts];
        for (Line row : rows) {
            for (int e : row.at) {
                sizes[e]++;
            }
        }
        Line[] columns = Arrays.stream(sizes)
                .mapToObj(n -> new Line(new int[n], new double[n], new double[n]))
                .toArray(Line[]::new);
        for (int c = rows.length - 1; c >= 0; c--) {
            for (int i = 0; i < rows[c].at.length; i++) {
                int e = rows[c].at[i];
                int to = --sizes[e];
                columns[e].at[to] = c;
                columns[e].value[to] = rows[c].value[i];
                columns[e].weight[to] = rows[c].weight[i];
            }
        }
        return columns;
    }

    /** The largest singular value of what is known, with 0 for the rest. */
    private static double largest(Line[] rows, Line[] columns) {
        var x = new double[columns.length];
        Arrays.setAll(x, e -> 1 + CounterRandom.of(0, "power").unit(e));
        double length = 0;
        for (int step = 0; step < POWER_STEPS; step++) {
            x = times(columns, times(rows, x));
            double norm = Math.sqrt(Arrays.stream(x).map(v -> v * v).sum());
            if (norm == 0) {
                return 0;
            }
            length = Math.sqrt(norm);
            x = Arrays.stream(x).map(v -> v / norm).toArray();
        }
        return length;
    }

    private static double[] times(Line[] lines, double[] x) {
        var y = new double[lines.length];
        for (int i = 0; i < lines.length; i++) {
            for (int j = 0; j < lines[i].at.length; j++) {
                y[i] += lines[i].weight[j] * lines[i].value[j] * x[lines[i].at[j]];
            }
        }
        return y;
    }

    private static void solve(Line[] lines, double[][] given, double[][] wanted, double ridge) {
        var normal = new double[RANK][RANK + 1];
        for (int r = 0; r < lines.length; r++) {
            for (double[] row : normal) {
                Arrays.fill(row, 0);
            }
            for (int i = 0; i < RANK; i++) {
                normal[i][i] = ridge;
            }
            for (int j = 0; j < lines[r].at.length; j++) {
                add(normal, given[lines[r].at[j]], lines[r].value[j], lines[r].weight[j]);
            }
            eliminate(normal, wanted[r]);
        }
    }

    private static void add(double[][] normal, double[] factor, double value, double weight) {
        for (int i = 0; i < RANK; i++) {
            double scaled = weight * factor[i];
            for (int k = 0; k < RANK; k++) {
                normal[i][k] += scaled * factor[k];
            }
            normal[i][RANK] += scaled * value;
        }
    }

    // Symmetric and positive definite by the ridge: no pivoting needed.
    private static void eliminate(double[][] a, double[] x) {
        for (int i = 0; i < RANK; i++) {
            for (int r = i + 1; r < RANK; r++) {
                double factor = a[r][i] / a[i][i];
                for (int k = i; k <= RANK; k++) {
                    a[r][k] -= factor * a[i][k];
                }
            }
        }
        for (int i = RANK - 1; i >= 0; i--) {
            double sum = a[i][RANK];
            for (int k = i + 1; k < RANK; k++) {
                sum -= a[i][k] * x[k];
            }
            x[i] = sum / a[i][i];
        }
    }

    private static double[][] product(double[][] u, double[][] v) {
        var product = new double[u.length][v.length];
        for (int c = 0; c < u.length; c++) {
            for (int e = 0; e < v.length; e++) {
                double sum = 0;
                for (int i = 0; i < RANK; i++) {
                    sum += u[c][i] * v[e][i];
                }
                product[c][e] = sum;
            }
        }
        return product;
    }
}
