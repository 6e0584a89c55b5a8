package dev.fedmoe.local.run;

import dev.fedmoe.controlplane.status.JobObservation;
import dev.fedmoe.controlplane.status.PrinterColumns;
import dev.fedmoe.controlplane.status.StatusReport;
import dev.fedmoe.local.terminal.ProgressBar;
import dev.fedmoe.local.terminal.RemainingTimeEstimate;
import dev.fedmoe.local.terminal.TerminalOutput;
import dev.fedmoe.protocol.v1alpha1.Happening;
import dev.fedmoe.protocol.v1alpha1.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows {@code kubectl get fmj -w} would print, and what a colleague would be told. */
final class ProgressTable {
    /** Happenings that the rows already show. */
    private static final Set<String> QUIET = Set.of("RoundCommitted", "RoundOpened", "ClientJoined", "Complete");

    private static final Duration CALM = Duration.ofSeconds(5);

    private final TerminalOutput terminal;
    private final Clock clock;
    private final PrinterColumns columns;
    private final StatusReport status;
    private final RemainingTimeEstimate pace = new RemainingTimeEstimate();
    private JobObservation seen;
    private List<String> shown = List.of();
    private Instant printed = Instant.EPOCH;
    private long toldHappening;
    private int round = -1;
    private @Nullable Instant committed;

    ProgressTable(TerminalOutput terminal, Clock clock, JobObservation seen) {
        this.terminal = terminal;
        this.clock = clock;
        this.seen = seen;
        columns = PrinterColumns.of("FederatedMoEJob", clock);
        status = new StatusReport(clock);
    }

    /** The header and the job before its coordinator has answered. */
    void open() {
        terminal.line(columns.header());
        print();
    }

    void show(Progress progress) {
        seen = seen.with(progress);
        progress.getHappeningsList().stream()
                .filter(happening -> happening.getNumber() > toldHappening)
                .forEach(this::tell);
        measurePace(progress.getRound());
        print();
    }

    /** Refreshes the age of the current row. */
    void tick() {
        if (terminal.redraws()) {
            print();
        }
    }

    private void tell(Happening happening) {
        toldHappening = happening.getNumber();
        if (!QUIET.contains(happening.getReason())) {
            terminal.line("  " + happening.getReason() + "  " + happening.getMessage());
        }
    }

    private void print() {
        seen.job().setStatus(status.of(seen));
        List<String> cells = columns.cells(seen.job());
        // Everything but the age, which always changes, and the metric, which follows its round.
        List<String> lasting = cells.subList(0, cells.size() - 2);
        if (terminal.redraws()) {
            terminal.redraw(columns.row(seen.job()) + bar());
        } else if (!lasting.equals(shown) && isNews(lasting)) {
            terminal.line(columns.row(seen.job()));
            shown = List.copyOf(lasting);
            printed = clock.instant();
        }
    }

    /** Phase and round at once; what comes and goes within them (clients joining) at a reader's pace. */
    private boolean isNews(List<String> cells) {
        return shown.isEmpty()
                || !cells.subList(1, 3).equals(shown.subList(1, 3))
                || Duration.between(printed, clock.instant()).compareTo(CALM) > 0;
    }

    private String bar() {
        Progress progress = seen.progress();
        if (progress == null || progress.getRounds() == 0) {
            return "";
        }
        int left = progress.getRounds() - progress.getRound();
        return "   " + ProgressBar.of(progress.getRound(), progress.getRounds(), pace.left(left));
    }

    private void measurePace(int newRound) {
        Instant now = clock.instant();
        if (committed != null && newRound > round) {
            pace.committed(Duration.between(committed, now).dividedBy(newRound - round));
        }
        if (newRound != round) {
            round = newRound;
            committed = now;
        }
    }
}
