package dev.fedmoe.local.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The files a run leaves in its folder: {@code metrics.csv}, {@code record.json}, {@code report.html}. */
public record RunReportFiles(Path folder) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    public Path metrics() {
        return folder.resolve("metrics.csv");
    }

    public Path report() {
        return folder.resolve("report.html");
    }

    private Path record() {
        return folder.resolve("record.json");
    }

    public void writeMetrics(List<RoundRow> rows) throws IOException {
        replace(metrics(), MetricsCsv.of(rows));
    }

    public void writeRecord(RunRecord run) throws IOException {
        replace(record(), JSON.writeValueAsString(run));
    }

    /** The report compares with {@link #others}; the reports of those in folders beside this one learn of this run. */
    public void writeReport(RunRecord run) throws IOException {
        replace(report(), HtmlReport.of(run, others(run.setting())));
        for (var sibling : siblings(run.setting().job()).entrySet()) {
            var files = new RunReportFiles(folder.resolveSibling(sibling.getKey()));
            if (Files.exists(files.report())) {
                RunRecord other = sibling.getValue();
                replace(files.report(), HtmlReport.of(other, files.others(other.setting())));
            }
        }
    }

    /**
     * Runs of the same job: by folder name those beside this one, and by file those that came with its manifests, unless the same has
     * been run beside it.
     */
    public Map<String, RunRecord> others(RunCircumstances setting) throws IOException {
        var others = siblings(setting.job());
        var atHand = List.copyOf(others.values());
        new RecordedRuns(folder).comparable(setting).forEach((file, recorded) -> {
            if (atHand.stream().noneMatch(run -> standsFor(run, recorded))) {
                others.put(file, recorded);
            }
        });
        return others;
    }

    private static boolean standsFor(RunRecord run, RunRecord recorded) {
        return run.setting().equals(recorded.setting())
                && run.rows().size() >= recorded.rows().size();
    }

    /** Empty when this run has no readable record yet. */
    public Optional<RunRecord> read() {
        return read(record());
    }

    static Optional<RunRecord> read(Path record) {
        try {
            return Files.exists(record)
                    ? Optional.of(JSON.readValue(record.toFile(), RunRecord.class))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** By folder name, without this run. */
    private Map<String, RunRecord> siblings(String job) throws IOException {
        var found = new TreeMap<String, RunRecord>();
        var folders = new ArrayList<Path>();
        try (var entries = Files.list(folder.toAbsolutePath().getParent())) {
            entries.filter(entry -> !entry.getFileName().equals(folder.getFileName()))
                    .forEach(folders::add);
        }
        for (Path other : folders) {
            String name = other.getFileName().toString();
            new RunReportFiles(other)
                    .read()
                    .filter(run -> run.setting().job().equals(job) && !PreviousRunArchive.isOne(name))
                    .ifPresent(run -> found.put(name, run));
        }
        return found;
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of plain values has a JSON form", e);
        }
    }

    /** Whole or not at all, so that a reader never sees half a file. */
    private static void replace(Path file, String content) throws IOException {
        Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
        Files.writeString(fresh, content);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
