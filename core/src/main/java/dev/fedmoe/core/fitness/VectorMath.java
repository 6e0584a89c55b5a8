package dev.fedmoe.core.fitness;

import java.util.Arrays;

/** Sums and lengths of vectors that have the same number of values. */
final class VectorMath {
    private VectorMath() {}

    static void add(double[] to, double[] values, double times) {
        for (int i = 0; i < to.length; i++) {
            to[i] += times * values[i];
        }
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    static double length(double[] values) {
        return Math.sqrt(dot(values, values));
    }

    static double[] scaled(double[] values, double by) {
        return Arrays.stream(values).map(v -> v * by).toArray();
    }

    /** Over its length; all 0 when that is 0. */
    static double[] unit(double[] values) {
        double length = length(values);
        return length == 0 ? values : scaled(values, 1 / length);
    }
}
