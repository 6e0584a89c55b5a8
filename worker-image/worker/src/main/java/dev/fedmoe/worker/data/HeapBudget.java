package dev.fedmoe.worker.data;

import java.nio.file.Path;
import java.util.Locale;

/** The heap that is left for data: asked before a data set is read, for running out of it ends the process without a word. */
final class HeapBudget {
    private static final long MIB = 1 << 20;

    /** For everything that is not data: the young generation and what a round needs. */
    private static final long KEPT = 12 * MIB;

    /** Largest array of every JVM. */
    private static final long LARGEST = Integer.MAX_VALUE - 8;

    private static final long BYTES_PER_SAMPLE = 24;

    private HeapBudget() {}

    /** An array for so many bytes of samples; what the samples need besides their bytes is there too. */
    static byte[] bytes(long samples, long width, Path file) throws BadDataException {
        long bytes = Math.multiplyExact(samples, width);
        if (bytes > LARGEST) {
            throw new BadDataException(file + " holds " + bytes / MIB
                    + " MiB; a client can use at most 2047. Maybe split it over several clients.");
        }
        require(bytes + samples * BYTES_PER_SAMPLE, file);
        return new byte[(int) bytes];
    }

    /** Throws when so many more bytes do not fit. */
    static void require(long bytes, Path file) throws BadDataException {
        if (bytes > free()) {
            System.gc();
        }
        long free = free();
        if (bytes > free) {
            throw new BadDataException(String.format(
                            Locale.ROOT,
                            "%s needs %d MiB of heap to be read, this worker has %d MiB left of %d MiB.",
                            file,
                            (bytes + MIB - 1) / MIB,
                            free / MIB,
                            Runtime.getRuntime().maxMemory() / MIB)
                    + " Maybe raise spec.worker.resources.memory by " + ((bytes - free) / MIB + 1) + "Mi.");
        }
    }

    private static long free() {
        var runtime = Runtime.getRuntime();
        return Math.max(0, runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory()) - KEPT);
    }
}
