package dev.fedmoe.local.progress;

import dev.fedmoe.local.report.RoundRow;
import dev.fedmoe.protocol.v1alpha1.Metric;
import dev.fedmoe.protocol.v1alpha1.Progress;
import dev.fedmoe.protocol.v1alpha1.RoundSummary;
import java.util.List;
import java.util.TreeMap;

/** The committed rounds, from progress messages that may skip, repeat and complete each other. */
public final class RoundHistory {
    private final TreeMap<Integer, RoundRow> rows = new TreeMap<>();
    private long wholeModelBytes;

    /** @param earlier rounds of the run that is being resumed */
    public RoundHistory(List<RoundRow> earlier) {
        earlier.forEach(row -> rows.put(row.round(), row));
        wholeModelBytes = earlier.stream().mapToLong(RoundRow::wholeModelBytes).sum();
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
        rows.computeIfPresent(summary.getRound() - 1, (round, row) -> row.withEstimated(
                        better(summary.getEstimatedGlobal(), row.estimated()))
                .withPersonal(better(summary.getPersonal(), row.personal())));
    }

    private void measured(Progress progress) {
        if (progress.hasGlobal()) {
            replace(progress.getGlobal(), RoundRow::withGlobal);
        }
        if (progress.hasEstimatedGlobal()) {
            replace(progress.getEstimatedGlobal(), RoundRow::withEstimated);
        }
        if (progress.hasPersonal()) {
            replace(progress.getPersonal(), RoundRow::withPersonal);
        }
    }

    private void replace(Metric metric, Change change) {
        rows.computeIfPresent(metric.getRound(), (round, row) -> change.apply(row, metric.getValue()));
    }

    private static RoundRow row(RoundSummary summary, long wholeModelBytes) {
        return new RoundRow(
                summary.getRound(),
                summary.getDuration().getSeconds() + summary.getDuration().getNanos() / 1e9,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                summary.getLoadCv(),
                summary.getDownBytes(),
                summary.getUpBytes(),
                wholeModelBytes,
                summary.getReported(),
                summary.getPlanned(),
                summary.getLoadList());
    }

    private static double better(double measured, double before) {
        return measured < 0 ? before : measured;
    }

    private interface Change {
        RoundRow apply(RoundRow row, double value);
    }
}
