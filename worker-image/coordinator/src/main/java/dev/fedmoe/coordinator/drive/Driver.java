package dev.fedmoe.coordinator.drive;

import dev.fedmoe.coordinator.drive.NextStep.Between;
import dev.fedmoe.coordinator.drive.NextStep.Goal;
import dev.fedmoe.coordinator.drive.NextStep.Waits;
import dev.fedmoe.coordinator.drive.State.Stage;
import dev.fedmoe.coordinator.job.Roster;
import dev.fedmoe.coordinator.store.Commit;
import dev.fedmoe.coordinator.store.CommitStore.Account;
import dev.fedmoe.coordinator.store.UnusableVolumeException;
import dev.fedmoe.core.round.RoundOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Drives the rounds: after each event it gathers how things stand, decides the next step, applies it and reports. Runs on
 * the decision loop alone.
 */
final class Driver {
    private final State state;
    private final Rounds rounds;
    private final Finale finale;
    private final Reporter reporter;
    private final CoordinatorTimeouts patience;
    private final LongSupplier clock;
    private final long startedNanos;
    private final Backoff backoff = new Backoff();
    private Optional<Loop> loop = Optional.empty();
    private long retryAtNanos;
    private String trouble = "";
    private int abandonedInARow;
    private int attempt;

    Driver(
            State state,
            Rounds rounds,
            Finale finale,
            Reporter reporter,
            CoordinatorTimeouts patience,
            LongSupplier clock) {
        this.state = state;
        this.rounds = rounds;
        this.finale = finale;
        this.reporter = reporter;
        this.patience = patience;
        this.clock = clock;
        this.startedNanos = clock.getAsLong();
        this.retryAtNanos = startedNanos;
    }

    void attach(Loop decisions) {
        loop = Optional.of(decisions);
    }

    /** What is to be done now? Asked after each event; does whatever needs no further event. */
    void settle() {
        Stage before;
        do {
            before = state.stage;
            step(clock.getAsLong());
        } while (state.stage != before);
        reporter.report();
    }

    private void step(long now) {
        switch (state.stage) {
            case BETWEEN_ROUNDS -> betweenRounds(now);
            case ROUND_OPEN -> state.open().ifPresent(open -> watch(open, now));
            case FINISHING -> finish(now);
            case COMMITTING, EXPORTING, DONE -> {}
        }
    }

    private void betweenRounds(long now) {
        NextStep next = NextStep.decide(gather(now));
        if (next instanceof NextStep.Rest rest) {
            state.phase = rest.phase();
            state.message = rest.why();
            if (rest.nanos() > 0) {
                wakeIn(rest.nanos());
            }
        } else if (next instanceof NextStep.Finish finish) {
            state.message = finish.why();
            state.stage = Stage.FINISHING;
            finale.begin(now);
        } else {
            open(now);
        }
    }

    private Between gather(long now) {
        Roster roster = state.roster();
        var live = state.members.live(roster);
        var missing = new ArrayList<>(roster.trainers().keySet());
        missing.removeAll(live);
        return new Between(
                goal(roster),
                roster.isSuspended(),
                live.size(),
                List.copyOf(missing),
                new Waits(joinNanos(now), Math.max(0, retryAtNanos - now), trouble));
    }

    private Goal goal(Roster roster) {
        var training = rounds.training(roster);
        boolean reached = training.hasTarget() && state.measures.reach(training.getTarget());
        return new Goal(
                state.shelf.newest().round(),
                training.getRounds(),
                reached
                        ? training.getTarget().getMetric() + " has reached "
                                + training.getTarget().getValue()
                        : "",
                training.getQuorum().getMinClients(),
                roster.desired().getCommittedRound());
    }

    private long joinNanos(long now) {
        return Math.max(0, startedNanos + patience.joinWindow().toNanos() - now);
    }

    private void open(long now) {
        try {
            rounds.open(
                    attempt,
                    abandonedInARow,
                    Duration.ofNanos(joinNanos(now)),
                    (open, failure) -> tell(() -> withdraw(open, failure)));
            state.phase = "Training";
            state.message = "";
            state.stage = Stage.ROUND_OPEN;
        } catch (IOException e) {
            troubled("round " + (state.shelf.newest().round() + 1) + " cannot be opened: " + reason(e) + ".");
        }
    }

    private void watch(OpenRound open, long now) {
        rounds.foldClosed(open, now);
        Optional<RoundOutcome> outcome = open.round().outcome();
        if (outcome.isEmpty()) {
            wakeIn(open.round().nextTickNanos(now) - now);
        } else if (outcome.get() instanceof RoundOutcome.Reported reported) {
            state.stage = Stage.COMMITTING;
            var account = rounds.close(open, reported, now);
            commit(open, account);
        } else if (outcome.get() instanceof RoundOutcome.Abandoned abandoned) {
            abandon(open, abandoned.reason());
        }
    }

    private void commit(OpenRound open, Account account) {
        rounds.commit(
                open,
                account,
                commit -> tell(() -> committed(open, commit)),
                failure -> tell(() -> commitFailed(open, account, failure)));
    }

    private void committed(OpenRound open, Commit commit) {
        abandonedInARow = 0;
        attempt = 0;
        backoff.succeeded();
        state.message = "";
        rounds.committed(open, commit);
        state.stage = Stage.BETWEEN_ROUNDS;
    }

    private void commitFailed(OpenRound open, Account account, Exception failure) {
        IOException cause = expected(failure, "round " + open.number() + " cannot be committed");
        Duration wait = backoff.failed();
        state.message = "round " + open.number() + " is not committed: " + reason(cause) + ". Trying again in "
                + wait.toSeconds() + " s; its updates are kept. Maybe make room on the volume.";
        if (backoff.failures() == 1) {
            reporter.happened("CommitFailed", open.number(), state.message);
        }
        loop.ifPresent(decisions -> decisions.later(() -> commit(open, account), wait.toNanos()));
    }

    private void abandon(OpenRound open, String reason) {
        abandonedInARow++;
        attempt = open.planned().attempt() + 1;
        reporter.happened("RoundAbandoned", open.number(), reason);
        rounds.abandoned(open, reason);
        state.stage = Stage.BETWEEN_ROUNDS;
        troubled(reason);
    }

    /** The plan could not be written: nothing of the round counts. */
    private void withdraw(OpenRound open, Exception failure) {
        if (state.open().filter(open::equals).isEmpty()) {
            return;
        }
        IOException cause = expected(failure, "the plan of round " + open.number() + " cannot be written");
        String reason = "the plan of round " + open.number() + " cannot be written: " + reason(cause)
                + ". Maybe make room on the volume.";
        rounds.abandoned(open, reason);
        state.stage = Stage.BETWEEN_ROUNDS;
        if (backoff.failures() == 0) {
            reporter.happened("PlanFailed", open.number(), reason);
        }
        troubled(reason);
    }

    private void troubled(String why) {
        Duration wait = backoff.failed();
        trouble = why + " Trying again in " + wait.toSeconds() + " s.";
        retryAtNanos = clock.getAsLong() + wait.toNanos();
    }

    private void finish(long now) {
        long wait = finale.waitNanos(now);
        if (wait > 0) {
            state.message = "waiting for the evaluator's score of round "
                    + state.shelf.newest().round();
            wakeIn(wait);
            return;
        }
        state.stage = Stage.EXPORTING;
        export();
    }

    private void export() {
        finale.export(path -> tell(() -> exported(path)), failure -> tell(() -> exportFailed(failure)));
    }

    private void exported(Path model) {
        finale.complete(model);
    }

    private void exportFailed(Exception failure) {
        IOException cause = expected(failure, "the model cannot be written");
        Duration wait = backoff.failed();
        state.message = "the model cannot be written: " + reason(cause) + ". Trying again in " + wait.toSeconds()
                + " s. Maybe make room on the volume.";
        loop.ifPresent(decisions -> decisions.later(this::export, wait.toNanos()));
    }

    /** Trouble with the disk passes; a bug or a lost volume does not, and ends the process. */
    private static IOException expected(Exception failure, String what) {
        if (failure instanceof IOException trouble && !(trouble instanceof UnusableVolumeException)) {
            return trouble;
        }
        throw new IllegalStateException(what + ": " + failure.getMessage(), failure);
    }

    private void tell(Runnable event) {
        loop.ifPresent(decisions -> decisions.tell(event));
    }

    private void wakeIn(long nanos) {
        loop.ifPresent(decisions -> decisions.wakeIn(nanos));
    }

    private static String reason(IOException failure) {
        return String.valueOf(failure.getMessage());
    }
}
