package dev.fedmoe.cluster.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processes of containers, seen from the machine that all our nodes are on. */
final class HostProcesses {
    private static final int KIB = 1024;

    private HostProcesses() {}

    /** Resident memory of all processes of a container. */
    static long residentBytes(String container) throws IOException {
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            long sum = 0;
            for (Path process : processes) {
                if (text(process.resolve("cgroup")).contains(container)) {
                    sum += resident(text(process.resolve("status")));
                }
            }
            if (sum == 0) {
                throw new AssertionError("no process of this machine belongs to container " + container);
            }
            return sum;
        }
    }

    private static long resident(String status) {
        return status.lines()
                .filter(l -> l.startsWith("VmRSS:"))
                .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) * KIB)
                .sum();
    }

    /** Empty for a process that has ended meanwhile. */
    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            if (Files.exists(file.getParent())) {
                throw new UncheckedIOException(gone);
            }
            return "";
        }
    }
}
