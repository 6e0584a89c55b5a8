package dev.fedmoe.benchmarks;

/** Time since a reading of {@link System#nanoTime()}. */
final class Stopwatch {
    private Stopwatch() {}

    static double milliseconds(long since) {
        return (System.nanoTime() - since) / 1e6;
    }
}
