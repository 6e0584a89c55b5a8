package dev.fedmoe.coordinator.drive;

import dev.fedmoe.coordinator.drive.State.Stage;
import dev.fedmoe.coordinator.job.Job;
import dev.fedmoe.coordinator.job.JobMetrics;
import dev.fedmoe.coordinator.job.JoinedClient;
import dev.fedmoe.coordinator.job.Roster;
import dev.fedmoe.coordinator.store.CommitRecord.Measure;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.core.round.PartAdmission;
import dev.fedmoe.protocol.ManifestCodec;
import dev.fedmoe.protocol.Verdict;
import dev.fedmoe.protocol.server.FederationPort.TaskFeed;
import dev.fedmoe.protocol.v1alpha1.EvaluationReply;
import dev.fedmoe.protocol.v1alpha1.EvaluationReport;
import dev.fedmoe.protocol.v1alpha1.JoinReply;
import dev.fedmoe.protocol.v1alpha1.JoinRequest;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import dev.fedmoe.protocol.v1alpha1.RoundReport;
import java.util.function.LongSupplier;

/** What clients do, as events of the decision loop: join, subscribe, vanish, deliver, score. */
final class Clients {
    private final Desk desk;
    private final State state;
    private final Rounds rounds;
    private final Finale finale;
    private final Reporter reporter;
    private final LongSupplier clock;
    private final Evaluations evaluations;

    Clients(Desk desk, State state, Rounds rounds, Finale finale, Reporter reporter, LongSupplier clock) {
        this.desk = desk;
        this.state = state;
        this.rounds = rounds;
        this.finale = finale;
        this.reporter = reporter;
        this.clock = clock;
        this.evaluations = new Evaluations(state.shelf, desk.epoch());
    }

    JoinReply join(JoinRequest request) {
        boolean known = state.members.find(request.getClient()).isPresent();
        state.members.join(request);
        if (!known) {
            reporter.joined(request);
        }
        Job job = desk.job();
        return JoinReply.newBuilder()
                .setJob(job.settings().toBuilder().setTraining(state.roster().training(job)))
                .setManifest(ManifestCodec.encode(job.manifest()))
                .setEpoch(desk.epoch())
                .setRound(state.shelf.newest().round())
                .build();
    }

    /** The client listens: whatever it should be doing is pushed at once. */
    Verdict<JoinedClient> subscribe(String client, String podUid, TaskFeed feed) {
        var found = state.members.find(client);
        if (found.isEmpty()) {
            return Verdict.denied(
                    Refusal.REFUSAL_WRONG_EPOCH,
                    "client '" + client + "' has not joined epoch " + desk.epoch() + ". Maybe join first.");
        }
        var member = found.get();
        member.subscribe(feed, podUid);
        evaluations.release(client);
        if (state.stage == Stage.DONE) {
            finale.farewell(member);
        }
        state.open().filter(open -> open.isParticipant(client)).ifPresent(open -> {
            open.round().returned(client);
            if (open.round().wantsMoreOf(client)) {
                rounds.task(open, client, clock.getAsLong());
            }
        });
        return Verdict.granted(member);
    }

    /**
     * The newest desired state is in force. Clients taken off the roster are waited for no longer; one whose pod was replaced may
     * answer from the new one.
     */
    void apply(Roster newest) {
        state.apply(newest);
        for (JoinedClient member : state.members.all()) {
            if (!newest.isOf(member)) {
                evaluations.release(member.name());
                member.end();
                member.unsubscribe();
                state.open().ifPresent(open -> open.round().lost(member.name(), clock.getAsLong()));
            }
        }
        state.open().ifPresent(open -> open.round().participants().stream()
                .filter(client -> newest.find(client).isEmpty())
                .forEach(client -> open.round().left(client)));
    }

    /** The stream ended. One that a newer stream has replaced means nothing. */
    void vanished(JoinedClient member, TaskFeed feed) {
        if (!member.listensOn(feed)) {
            return;
        }
        member.unsubscribe();
        evaluations.release(member.name());
        if (state.stage == Stage.DONE) {
            return;
        }
        state.open().ifPresent(open -> open.round().lost(member.name(), clock.getAsLong()));
        if (state.roster().isSuspended() && state.open().isEmpty()) {
            return;
        }
        reporter.lost(member.name(), state.newestPlanRound);
    }

    /** Counts one part, at most once. */
    Verdict<PartId> delivered(OpenRound open, String client, PartId part, RoundReport report) {
        if (!isOpen(open)) {
            return late(open.number());
        }
        PartAdmission admission = open.round().accepted(client, part);
        if (admission == PartAdmission.WANTED) {
            open.accepted(client, report, clock.getAsLong());
            if (open.round().hasAllOf(client)) {
                state.members.find(client).ifPresent(member -> member.measured(report.getProfile()));
            }
        }
        return verdict(admission, open, part);
    }

    /** Whether the part may be delivered now; SETTLED is granted too. */
    Verdict<PartAdmission> announced(OpenRound open, String client, PartId part) {
        if (!isOpen(open)) {
            return late(open.number());
        }
        PartAdmission admission = open.round().admit(client, part);
        return verdict(admission, open, part).fold(granted -> Verdict.granted(admission), Verdict.Denied::new);
    }

    Verdict<EvaluationReply> scored(EvaluationReport report) {
        evaluations.release(report.getClient());
        int newest = state.shelf.newest().round();
        if (report.getRound() < 1 || report.getRound() > newest) {
            return Verdict.denied(
                    Refusal.REFUSAL_ROUND_NOT_OPEN,
                    "round " + report.getRound() + " is not committed; the newest is " + newest);
        }
        state.measures = state.measures.with(new Measure(
                JobMetrics.GLOBAL,
                (double) report.getCorrect() / report.getSamples(),
                report.getRound(),
                report.getSamples()));
        state.members.find(report.getClient()).ifPresent(member -> member.measured(report.getProfile()));
        return Verdict.granted(EvaluationReply.getDefaultInstance());
    }

    /** Idle evaluators get the newest model. Asked after every event. */
    void evaluate() {
        Roster roster = state.roster();
        if (!roster.hasEvaluator() || state.stage == Stage.DONE) {
            return;
        }
        for (JoinedClient member : state.members.all()) {
            if (roster.find(member.name()).filter(Roster::isEvaluator).isPresent()) {
                evaluations.offer(member, state.measuredRound());
            }
        }
    }

    private boolean isOpen(OpenRound open) {
        return state.stage == Stage.ROUND_OPEN
                && state.open().filter(open::equals).isPresent();
    }

    private static Verdict<PartId> verdict(PartAdmission admission, OpenRound open, PartId part) {
        return switch (admission) {
            case WANTED, SETTLED -> Verdict.granted(part);
            case NOT_ASSIGNED ->
                Verdict.denied(
                        Refusal.REFUSAL_NOT_ASSIGNED,
                        part + " was not assigned to this client in round " + open.number());
            case LATE ->
                Verdict.denied(
                        Refusal.REFUSAL_ROUND_NOT_OPEN,
                        part + " is closed in round " + open.number() + ": the update came too late");
        };
    }

    static <T> Verdict<T> late(int round) {
        return Verdict.denied(
                Refusal.REFUSAL_ROUND_NOT_OPEN,
                "round " + round + " is not open: too late, or a replay. Maybe wait for" + " the next task.");
    }
}
