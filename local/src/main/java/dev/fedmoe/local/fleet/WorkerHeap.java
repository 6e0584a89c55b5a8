package dev.fedmoe.local.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How much memory a worker's JVM may take: 256 MiB with its native libraries, more only for more data. */
final class WorkerHeap {
    private static final long MIB = 1 << 20;
    private static final long LEAST_MIB = 48;
    private static final long WITHOUT_DATA_MIB = 32;

    /** Images unzip to about twice their size, and reading them takes that twice again for a moment. */
    private static final long PER_FILE_BYTE = 6;

    private WorkerHeap() {}

    static List<String> flags(List<ServedClient> members) {
        long files = members.stream().mapToLong(member -> size(member.data())).sum();
        long heap = Math.max(LEAST_MIB, WITHOUT_DATA_MIB + PER_FILE_BYTE * files / MIB);
        return List.of("-Xmx" + heap + "m", "-Xmn8m", "-XX:MaxDirectMemorySize=" + 128 * members.size() + "m");
    }

    private static long size(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            // The worker will say what is wrong with its data.
            return 0;
        }
    }
}
