package dev.fedmoe.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux knows of a process's memory. */
final class PeakMemory {
    private static final String FIELD = "VmHWM:";

    private PeakMemory() {}

    /** Highest resident memory since the process began; 0 when it is gone or the system does not tell. */
    static long bytes(long pid) {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith(FIELD))
                    .findFirst()
                    .map(line -> line.replaceAll("\\D", ""))
                    .map(kib -> Long.parseLong(kib) * 1024)
                    .orElse(0L);
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }
}
