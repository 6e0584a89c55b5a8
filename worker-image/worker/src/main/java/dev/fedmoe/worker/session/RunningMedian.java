package dev.fedmoe.worker.session;

import java.util.ArrayDeque;
import java.util.Deque;

/** The usual value of a figure: the median of the newest ones. The very first is cold and counts only while it is the only one. */
final class RunningMedian {
    private static final int NEWEST = 9;

    private final Deque<Double> values = new ArrayDeque<>();
    private boolean cold = true;

    synchronized void seen(double value) {
        if (cold && !values.isEmpty()) {
            cold = false;
            values.clear();
        }
        values.addLast(value);
        if (values.size() > NEWEST) {
            values.removeFirst();
        }
    }

    /** 0 before the first; of an even number the lower one in the middle. */
    synchronized double value() {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[(sorted.length - 1) / 2];
    }
}
