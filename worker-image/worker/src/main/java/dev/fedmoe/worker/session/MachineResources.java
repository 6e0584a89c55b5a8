package dev.fedmoe.worker.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * CPU and memory that this process may use: the narrowest limit of its <a
 * href="https://docs.kernel.org/admin-guide/cgroup-v2.html">control groups</a>, version 2 or 1, else the machine's.
 */
final class MachineResources {
    private final Path proc;
    private final Path groups;

    MachineResources() {
        this(Path.of("/proc"), Path.of("/sys/fs/cgroup"));
    }

    MachineResources(Path proc, Path groups) {
        this.proc = proc;
        this.groups = groups;
    }

    /** Thousandths of a core. */
    long cpuMillis() {
        long narrowest = Runtime.getRuntime().availableProcessors() * 1000L;
        for (Path group : folders("cpu")) {
            String[] max = text(group.resolve("cpu.max")).split(" ", -1);
            boolean second = max.length == 2;
            long quota = number(second ? max[0] : text(group.resolve("cpu.cfs_quota_us")))
                    .orElse(-1);
            long period = number(second ? max[1] : text(group.resolve("cpu.cfs_period_us")))
                    .orElse(-1);
            if (quota > 0 && period > 0) {
                narrowest = Math.min(narrowest, Math.max(1, quota * 1000 / period));
            }
        }
        return narrowest;
    }

    long memoryBytes() {
        long narrowest = kilobytes(proc.resolve("meminfo"), "MemTotal:").orElse(Long.MAX_VALUE);
        for (Path group : folders("memory")) {
            for (String file : List.of("memory.max", "memory.limit_in_bytes")) {
                narrowest =
                        Math.min(narrowest, number(text(group.resolve(file))).orElse(Long.MAX_VALUE));
            }
        }
        return narrowest == Long.MAX_VALUE ? Runtime.getRuntime().maxMemory() : narrowest;
    }

    /** Highest resident memory of this process so far; 0 where the system does not say. */
    long peakMemoryBytes() {
        return kilobytes(proc.resolve("self/status"), "VmHWM:").orElse(0);
    }

    /** This process's group and those around it; inside a container the path may lead nowhere, then only the root counts. */
    private List<Path> folders(String controller) {
        List<Path> folders = new ArrayList<>(List.of(groups, groups.resolve(controller)));
        for (String line : text(proc.resolve("self/cgroup")).split("\n", -1)) {
            String[] fields = line.split(":", 3);
            if (fields.length < 3) {
                continue;
            }
            boolean second = fields[1].isEmpty();
            if (second || List.of(fields[1].split(",", -1)).contains(controller)) {
                Path root = second ? groups : groups.resolve(controller);
                String name = fields[2].replaceFirst("^/+", "");
                for (Path at = root.resolve(name); at != null && !at.equals(root); at = at.getParent()) {
                    folders.add(at);
                }
            }
        }
        return folders;
    }

    private static OptionalLong kilobytes(Path file, String field) {
        return text(file)
                .lines()
                .filter(line -> line.startsWith(field))
                .map(line -> line.substring(field.length()).replace("kB", "").strip())
                .map(MachineResources::number)
                .flatMapToLong(OptionalLong::stream)
                .map(kb -> kb * 1024)
                .findFirst();
    }

    /** Empty for {@code max} and for a file that is not there. */
    private static OptionalLong number(String text) {
        return text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    private static String text(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.readString(file).strip() : "";
        } catch (IOException e) {
            return "";
        }
    }
}
