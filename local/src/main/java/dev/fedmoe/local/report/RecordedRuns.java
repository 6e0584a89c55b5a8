package dev.fedmoe.local.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
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

    /**
     * Keeps copies of what lies beside these manifests, and of nothing else: the run's report is drawn again when another run ends
     * beside it. Of two files of one name the later counts.
     */
    public void copyFrom(List<Path> manifests) throws IOException {
        for (Path former : files(folder)) {
            Files.delete(former);
        }
        for (Path manifest : manifests) {
            Path recorded = Files.isDirectory(manifest) ? manifest.resolve(FOLDER) : manifest.resolveSibling(FOLDER);
            for (Path file : files(recorded)) {
                Files.createDirectories(folder);
                Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** By file, those that a run's rounds can be compared with. */
    Map<String, RunRecord> comparable(RunCircumstances setting) throws IOException {
        var found = new TreeMap<String, RunRecord>();
        for (Path file : files(folder)) {
            RunReportFiles.read(file)
                    .filter(run -> run.setting().differsInPolicyAlone(setting))
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
