package dev.fedmoe.coordinator.drive;

import dev.fedmoe.coordinator.job.Roster;
import dev.fedmoe.coordinator.spool.UpdateSpool;
import dev.fedmoe.coordinator.store.Commit;
import dev.fedmoe.coordinator.store.CommitStore.Account;
import dev.fedmoe.coordinator.store.PlanStore.Planned;
import dev.fedmoe.coordinator.store.RoundFacts;
import dev.fedmoe.core.round.PartClosing;
import dev.fedmoe.core.round.Round;
import dev.fedmoe.core.round.RoundOutcome;
import dev.fedmoe.protocol.v1alpha1.RoundClosed;
import dev.fedmoe.protocol.v1alpha1.Task;
import dev.fedmoe.protocol.v1alpha1.TrainingSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Carries out what the driver has decided about a round: opens it, pushes tasks, folds, commits, tells the clients. */
final class Rounds {
    private static final int TOLD_EVERY = 10;

    private final Desk desk;
    private final State state;
    private final Workshop workshop;
    private final Reporter reporter;
    private final Planner planner;
    private final LongSupplier clock;
    private final Meter meter = new Meter();
    private Optional<Planned> interrupted;
    private int opened;

    /** {@code interrupted}: the plan of a round that was open when the last process ended. */
    Rounds(Desk desk, State state, Workshop workshop, Reporter reporter, Planner planner, LongSupplier clock)
            throws IOException {
        this.desk = desk;
        this.state = state;
        this.workshop = workshop;
        this.reporter = reporter;
        this.planner = planner;
        this.clock = clock;
        this.interrupted = desk.plans().read(state.shelf.newest().round() + 1);
    }

    Meter meter() {
        return meter;
    }

    TrainingSettings training(Roster roster) {
        return roster.training(desk.job());
    }

    /** Hears, on the writing thread, that a plan could not be written. */
    interface PlanFailed {
        void of(OpenRound open, Exception failure);
    }

    /** Aligns, opens and pushes the tasks; the plan is written meanwhile. */
    OpenRound open(int attempt, int abandonedInARow, Duration joinWindow, PlanFailed failed) throws IOException {
        Commit start = state.shelf.newest();
        var known = interrupted.filter(p -> p.round() == start.round() + 1);
        interrupted = Optional.empty();
        Planned planned = known.orElseGet(() -> planner.plan(start, state.affinities(), state.roster(), attempt));
        var rules = planner.rules(state.roster(), state.history, planned.round(), abandonedInARow);
        long now = clock.getAsLong();
        var round = new Round(planned.round(), desk.job().manifest().experts(), planned.plan(), rules, now);
        var spool = new UpdateSpool(desk.volume().spool().resolve("round-" + planned.round() + "-" + ++opened));
        var folding = new Folding(desk.commits(), start, spool, workshop.folders(), desk.milestones());
        var opening = new OpenRound.Opening(planned, training(state.roster()), start, now);
        var open = new OpenRound(opening, round, spool, folding);
        if (known.isPresent()) {
            open.planWritten().complete(null);
        } else {
            write(open, e -> failed.of(open, e));
        }
        state.opened(open);
        round.participants().forEach(client -> begin(open, client, joinWindow, now));
        return open;
    }

    private void begin(OpenRound open, String client, Duration joinWindow, long now) {
        if (state.members.isLive(client)) {
            task(open, client, now);
        } else {
            open.round().absent(client, joinWindow, now);
        }
    }

    /** Pushes the client's task of the open round. */
    void task(OpenRound open, String client, long now) {
        state.members
                .find(client)
                .ifPresent(member ->
                        member.send(open.task(client, desk.epoch(), desk.job().seed(), now)));
    }

    private void write(OpenRound open, Consumer<Exception> failed) {
        workshop.write(
                () -> {
                    desk.plans().write(open.planned());
                    return open;
                },
                written -> open.planWritten().complete(null),
                e -> {
                    open.planWritten().completeExceptionally(e);
                    failed.accept(e);
                });
    }

    /** Begins to fold whatever closes now. */
    void foldClosed(OpenRound open, long now) {
        var settlement = new Settlement(desk.job(), open.reports());
        open.round().tick(now).forEach((part, closing) -> {
            open.folding().add(desk.job().manifest().part(part), closing, settlement);
            if (closing instanceof PartClosing.Keep keep && part.isExpert()) {
                reporter.kept(open.number(), keep.reason());
            }
        });
    }

    /** Adds up what the round has taught. */
    Account close(OpenRound open, RoundOutcome.Reported outcome, long now) {
        tellUnfinished(open, "its updates are in; the round is being committed");
        var time = new RoundFacts.Time(open.openNanos(now) / 1_000_000, open.slowestNanos() / 1_000_000);
        var closed = new Accounting(desk.job(), state.shelf.newest().record(), state.measures)
                .close(open, outcome, meter.take(), time);
        state.measures = closed.measures();
        return closed.account();
    }

    /** One of the two hears of it, on the writing thread; what {@code done} is given is durable. */
    void commit(OpenRound open, Account account, Consumer<Commit> done, Consumer<Exception> failed) {
        workshop.write(() -> open.folding().commit(account), done, failed);
    }

    void committed(OpenRound open, Commit commit) {
        state.shelf.put(commit);
        state.history.add(commit);
        state.closed();
        reporter.committed(commit, commit.round() % TOLD_EVERY == 0 || commit.round() == 1);
        workshop.folders().execute(() -> tidy(open, commit));
    }

    void abandoned(OpenRound open, String reason) {
        tellUnfinished(open, reason);
        state.closed();
        workshop.folders().execute(() -> quietly(open.folding()::close));
    }

    private void tellUnfinished(OpenRound open, String reason) {
        var task = Task.newBuilder()
                .setEpoch(desk.epoch())
                .setClosed(RoundClosed.newBuilder().setRound(open.number()).setReason(reason))
                .build();
        for (String client : open.round().participants()) {
            boolean inTime = open.round().hasAllOf(client);
            state.members.find(client).ifPresent(member -> {
                member.closed(inTime);
                if (!inTime) {
                    member.send(task);
                }
            });
        }
    }

    private void tidy(OpenRound open, Commit commit) {
        quietly(open.folding()::close);
        quietly(() -> state.history.append(commit));
        quietly(() -> desk.commits().prune(desk.job().keepEvery(), desk.job().keep(), state.shelf.pinned()));
    }

    // None of this is needed to go on, and a start sweeps up what is left.
    private void quietly(Tidying tidying) {
        try {
            tidying.run();
        } catch (IOException e) {
            reporter.untidy(e);
        }
    }

    private interface Tidying {
        void run() throws IOException;
    }
}
