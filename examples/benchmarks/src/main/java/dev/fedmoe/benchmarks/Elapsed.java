package dev.fedmoe.benchmarks;

/** Time since a reading of {@link System#nanoTime()}. */
final class Elapsed {
    private Elapsed() {}

    static double milliseconds(long since) {
        return (System.nanoTime() - since) / 1e6;
    }
}
