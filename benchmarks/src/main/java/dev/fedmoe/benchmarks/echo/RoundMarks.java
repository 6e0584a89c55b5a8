package dev.fedmoe.benchmarks.echo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** When a worker got each round's task and had its upload accepted, and the processor time used by then. */
final class RoundMarks {
    private final Map<Integer, Mark> rounds = new TreeMap<>();

    /**
     * One round of one worker; times are microseconds of the machine's clock, processor time is nanoseconds.
     *
     * @param coordinatorNanos processor time of the coordinator
     */
    record Mark(long taskMicros, long uploadedMicros, long ownNanos, long coordinatorNanos, long peakBytes) {}

    void tasked(int round, long coordinatorPid) {
        long now = micros();
        rounds.put(
                round,
                new Mark(
                        now,
                        0,
                        cpuNanos(ProcessHandle.current()),
                        ProcessHandle.of(coordinatorPid)
                                .map(RoundMarks::cpuNanos)
                                .orElse(0L),
                        0));
    }

    void uploaded(int round) {
        long now = micros();
        rounds.computeIfPresent(
                round,
                (r, mark) ->
                        new Mark(mark.taskMicros(), now, mark.ownNanos(), mark.coordinatorNanos(), peakBytes("self")));
    }

    String text() {
        var text = new StringBuilder();
        rounds.forEach((round, m) -> text.append(String.format(
                Locale.ROOT,
                "%d %d %d %d %d %d%n",
                round,
                m.taskMicros(),
                m.uploadedMicros(),
                m.ownNanos(),
                m.coordinatorNanos(),
                m.peakBytes())));
        return text.toString();
    }

    static Map<Integer, Mark> read(Path file) throws IOException {
        var marks = new TreeMap<Integer, Mark>();
        for (String line : Files.readAllLines(file)) {
            List<Long> v = List.of(line.split(" ")).stream().map(Long::valueOf).toList();
            marks.put(v.get(0).intValue(), new Mark(v.get(1), v.get(2), v.get(3), v.get(4), v.get(5)));
        }
        return marks;
    }

    /** Linux's high-water mark of a process's resident memory; 0 elsewhere. */
    static long peakBytes(String pid) {
        try {
            return Files.readAllLines(Path.of("/proc", pid, "status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException elsewhere) {
            return 0;
        }
    }

    private static long cpuNanos(ProcessHandle process) {
        return process.info()
                .totalCpuDuration()
                .map(java.time.Duration::toNanos)
                .orElse(0L);
    }

    private static long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
