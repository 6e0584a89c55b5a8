package dev.fedmoe.local.run;

import dev.fedmoe.coordinator.store.PlanReader;
import dev.fedmoe.core.alignment.AlignmentPlan.Assignment;
import dev.fedmoe.core.alignment.AlignmentPlan.Choice;
import dev.fedmoe.local.data.DataPartition;
import dev.fedmoe.local.folder.RunFolder;
import dev.fedmoe.local.progress.RoundHistory;
import dev.fedmoe.local.report.AssignedExpert;
import dev.fedmoe.local.report.ClientRow;
import dev.fedmoe.local.report.RoundRow;
import dev.fedmoe.local.report.RunCircumstances;
import dev.fedmoe.local.report.RunRecord;
import dev.fedmoe.local.report.RunReportFiles;
import dev.fedmoe.protocol.v1alpha1.ClientProgress;
import dev.fedmoe.protocol.v1alpha1.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps the figures of a run while it goes on, and writes them down. */
final class RunRecorder {
    private static final long AT_MOST_EVERY_NANOS = 1_000_000_000L;

    private final RunReportFiles files;
    private final Path root;
    private final RunCircumstances setting;
    private final DataPartition deal;
    private final RoundHistory history;
    private final double earlierSeconds;
    private Progress newest = Progress.getDefaultInstance();
    private long written;

    /** @param earlier the record of the run that is being resumed */
    RunRecorder(Path root, RunCircumstances setting, DataPartition deal, Optional<RunRecord> earlier) {
        this.root = root;
        this.setting = setting;
        this.deal = deal;
        files = new RunReportFiles(root);
        history = new RoundHistory(earlier.map(RunRecord::rows).orElse(List.of()));
        earlierSeconds = earlier.map(RunRecord::seconds).orElse(0.0);
    }

    void enter(Progress progress, double seconds) throws IOException {
        newest = progress;
        boolean changed = history.accept(progress);
        if (changed && System.nanoTime() - written > AT_MOST_EVERY_NANOS) {
            written = System.nanoTime();
            files.writeMetrics(history.rows());
            files.writeRecord(record("Running", seconds, Map.of(), Map.of(), List.of()));
        }
    }

    /** Writes metrics, record and report; returns the record. */
    RunRecord close(String outcome, double seconds, Map<String, Long> memoryBytes) throws IOException {
        List<RoundRow> rows = history.rows();
        List<AssignedExpert> last =
                rows.isEmpty() ? List.of() : plan(rows.get(rows.size() - 1).round());
        RunRecord record = record(outcome, seconds, memoryBytes, trained(rows), last);
        files.writeMetrics(record.rows());
        files.writeRecord(record);
        files.writeReport(record);
        return record;
    }

    private RunRecord record(
            String outcome,
            double seconds,
            Map<String, Long> memoryBytes,
            Map<String, int[]> trained,
            List<AssignedExpert> lastPlan) {
        List<ClientRow> clients = newest.getClientsList().stream()
                .filter(client -> client.getSlots() > 0)
                .map(client -> row(client, trained.getOrDefault(client.getClient(), new int[setting.experts()])))
                .toList();
        return new RunRecord(
                setting,
                outcome,
                newest.getRounds(),
                earlierSeconds + seconds,
                history.rows(),
                clients,
                memoryBytes,
                lastPlan);
    }

    private ClientRow row(ClientProgress client, int[] trained) {
        return new ClientRow(
                client.getClient(),
                client.getSlots(),
                known(client.getPersonalAccuracy()),
                deal.classes(client.getClient()),
                Arrays.stream(trained).boxed().toList(),
                client.getFitnessList().stream().map(RunRecorder::known).toList());
    }

    /** Rounds in which each client trained each expert, as far as plans are kept. */
    private Map<String, int[]> trained(List<RoundRow> rows) throws IOException {
        var counts = new HashMap<String, int[]>();
        for (RoundRow row : rows) {
            for (AssignedExpert choice : plan(row.round())) {
                counts.computeIfAbsent(choice.client(), c -> new int[setting.experts()])[choice.expert()]++;
            }
        }
        return counts;
    }

    private List<AssignedExpert> plan(int round) throws IOException {
        var choices = new ArrayList<AssignedExpert>();
        var planned = new PlanReader(RunFolder.plans(root)).read(round);
        if (planned.isPresent()) {
            for (Assignment assignment : planned.get().plan().assignments()) {
                for (Choice choice : assignment.choices()) {
                    choices.add(new AssignedExpert(assignment.client(), choice.expert(), choice.reason()));
                }
            }
        }
        return choices;
    }

    private static double known(double value) {
        return value < 0 ? Double.NaN : value;
    }
}
