package dev.fedmoe.local.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Records of whole runs, made on another machine, that come with manifests in a folder {@code recorded} beside them. */
public final class RecordedRuns {
    private static final String FOLDER = "recorded";

    private final Path folder;

    /** Those that the run in this folder keeps. */
    public RecordedRuns(Path run) {
        folder = run.resolve(FOLDER);
    }

    /** Keeps a copy of what comes with the manifests: the run's report is drawn again when another run ends beside it. */
    public void copyFrom(List<Path> manifests) throws IOException {
        for (Path source : manifests) {
            for (Path file : files(source.resolve(FOLDER))) {
                Files.createDirectories(folder);
                Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** By file, those of the same circumstances and of a policy that is not at hand. */
    Map<String, RunRecord> beside(RunSetting setting, Set<String> policiesAtHand) throws IOException {
        var found = new TreeMap<String, RunRecord>();
        for (Path file : files(folder)) {
            RunFiles.read(file)
                    .filter(run -> run.setting().differsInPolicyAlone(setting))
                    .filter(run -> !policiesAtHand.contains(run.setting().policy()))
                    .ifPresent(run -> found.put(FOLDER + "/" + file.getFileName(), run));
        }
        return found;
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
