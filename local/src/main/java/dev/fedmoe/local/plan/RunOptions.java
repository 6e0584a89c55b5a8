package dev.fedmoe.local.plan;

import dev.fedmoe.local.folder.RunFolder;
import dev.fedmoe.local.split.DataSplit;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the command line asks for beyond the manifests.
 *
 * @param data folder of the four idx files; empty for Fashion-MNIST
 * @param runs folder of all run folders
 * @param processes worker processes; empty for one a client
 */
public record RunOptions(
        List<Path> manifests,
        Optional<Path> data,
        DataSplit split,
        Overrides overrides,
        Path runs,
        RunFolder.Existing existing,
        OptionalInt processes,
        String logLevel) {
    public RunOptions {
        manifests = List.copyOf(manifests);
    }

    /** Fields of the job that the command line sets instead of the manifest. */
    public record Overrides(
            OptionalInt rounds, Optional<String> policy, Optional<String> objective, OptionalLong seed) {}
}
