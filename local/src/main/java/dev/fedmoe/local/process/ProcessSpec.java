package dev.fedmoe.local.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A program to keep running.
 *
 * @param command asked anew for each start
 * @param environment added to this process's own
 * @param log takes both output streams, appended
 */
public record ProcessSpec(String name, Supplier<List<String>> command, Map<String, String> environment, Path log) {
    public ProcessSpec {
        environment = Map.copyOf(environment);
    }
}
