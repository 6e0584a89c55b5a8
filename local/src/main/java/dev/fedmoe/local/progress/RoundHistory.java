package dev.fedmoe.local.progress;

import dev.fedmoe.local.report.RoundRow;
import dev.fedmoe.local.report.RoundRow.Accuracy;
import dev.fedmoe.local.report.RoundRow.Attendance;
import dev.fedmoe.local.report.RoundRow.Load;
import dev.fedmoe.local.report.RoundRow.Traffic;
import dev.fedmoe.protocol.v1alpha1.Metric;
import dev.fedmoe.protocol.v1alpha1.Progress;
import dev.fedmoe.protocol.v1alpha1.RoundSummary;
import java.util.List;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The committed rounds, from progress messages that may skip, repeat and complete each other. */
public final class RoundHistory {
    private final TreeMap<Integer, RoundRow> rows = new TreeMap<>();
    private long wholeModelBytes;

    /** @param earlier rounds of the run that is being resumed */
    public RoundHistory(List<RoundRow> earlier) {
        earlier.forEach(row -> rows.put(row.round(), row));
        wholeModelBytes = earlier.stream()
                .mapToLong(row -> row.traffic().wholeModelBytes())
                .sum();
    }

    /** Returns true when a row is new or has changed. */
    public boolean accept(Progress progress) {
        var before = List.copyOf(rows.values());
        // A resumed run may have lost rounds that were reported but not yet recorded here, never the other way round.
        rows.tailMap(progress.getRound(), false).clear();
        List<RoundSummary> fresh = progress.getCommittedList().stream()
                .filter(summary -> !rows.containsKey(summary.getRound()))
                .toList();
        long whole = Math.max(0, progress.getTraffic().getWholeModelBytes() - wholeModelBytes);
        for (RoundSummary summary : fresh) {
            rows.put(summary.getRound(), row(summary, whole / fresh.size()));
            wholeModelBytes += whole / fresh.size();
        }
        progress.getCommittedList().forEach(this::scoredBefore);
        measured(progress);
        return !before.equals(List.copyOf(rows.values()));
    }

    public List<RoundRow> rows() {
        return List.copyOf(rows.values());
    }

    /** Clients score a model when they fetch it: a round's scores are those of the model before it. */
    private void scoredBefore(RoundSummary summary) {
        int round = summary.getRound() - 1;
        if (summary.getEstimatedGlobal() >= 0) {
            change(round, accuracy -> accuracy.withEstimated(summary.getEstimatedGlobal()));
        }
        if (summary.getPersonal() >= 0) {
            change(round, accuracy -> accuracy.withPersonal(summary.getPersonal()));
        }
    }

    private void measured(Progress progress) {
        Metric global = progress.getGlobal();
        Metric estimated = progress.getEstimatedGlobal();
        Metric personal = progress.getPersonal();
        if (progress.hasGlobal()) {
            change(global.getRound(), accuracy -> accuracy.withGlobal(global.getValue()));
        }
        if (progress.hasEstimatedGlobal()) {
            change(estimated.getRound(), accuracy -> accuracy.withEstimated(estimated.getValue()));
        }
        if (progress.hasPersonal()) {
            change(personal.getRound(), accuracy -> accuracy.withPersonal(personal.getValue()));
        }
    }

    private void change(int round, UnaryOperator<Accuracy> measure) {
        rows.computeIfPresent(round, (key, row) -> row.with(measure.apply(row.accuracy())));
    }

    private static RoundRow row(RoundSummary summary, long wholeModelBytes) {
        return new RoundRow(
                summary.getRound(),
                summary.getDuration().getSeconds() + summary.getDuration().getNanos() / 1e9,
                Accuracy.UNKNOWN,
                new Traffic(summary.getDownBytes(), summary.getUpBytes(), wholeModelBytes),
                new Load(summary.getLoadCv(), summary.getLoadList()),
                new Attendance(summary.getReported(), summary.getPlanned()));
    }
}
