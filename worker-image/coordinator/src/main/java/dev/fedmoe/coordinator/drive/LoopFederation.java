package dev.fedmoe.coordinator.drive;

import dev.fedmoe.coordinator.job.Roster;
import dev.fedmoe.coordinator.store.Commit;
import dev.fedmoe.coordinator.store.PartFile;
import dev.fedmoe.core.model.ModelManifest;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.protocol.PartVersions;
import dev.fedmoe.protocol.RefusedRequest;
import dev.fedmoe.protocol.Verdict;
import dev.fedmoe.protocol.server.AuthenticatedCaller;
import dev.fedmoe.protocol.server.FederationPort;
import dev.fedmoe.protocol.transfer.PartSource;
import dev.fedmoe.protocol.v1alpha1.EvaluationReply;
import dev.fedmoe.protocol.v1alpha1.EvaluationReport;
import dev.fedmoe.protocol.v1alpha1.JoinReply;
import dev.fedmoe.protocol.v1alpha1.JoinRequest;
import dev.fedmoe.protocol.v1alpha1.PartVersion;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import dev.fedmoe.protocol.v1alpha1.Role;
import dev.fedmoe.protocol.v1alpha1.RosterEntry;
import dev.fedmoe.protocol.v1alpha1.TasksRequest;
import dev.fedmoe.protocol.v1alpha1.UpdateHeader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The federation port over the decision loop: checks who and when on the caller's thread, asks the loop for the rest. */
final class LoopFederation implements FederationPort {
    private final Desk desk;
    private final State state;
    private final Loop loop;
    private final Clients clients;
    private final Reporter reporter;
    private final Meter meter;

    LoopFederation(Desk desk, State state, Loop loop, Clients clients, Reporter reporter, Meter meter) {
        this.desk = desk;
        this.state = state;
        this.loop = loop;
        this.clients = clients;
        this.reporter = reporter;
        this.meter = meter;
    }

    @Override
    public ModelManifest manifest() {
        return desk.job().manifest();
    }

    @Override
    public float maxAbsValue() {
        return desk.job().maxAbsValue();
    }

    @Override
    public Verdict<JoinReply> join(AuthenticatedCaller caller, JoinRequest request) {
        if (request.getEpochSeen() > desk.epoch()) {
            return Verdict.denied(
                    Refusal.REFUSAL_WRONG_EPOCH,
                    "this coordinator is of epoch " + desk.epoch() + ", the worker has seen epoch "
                            + request.getEpochSeen() + ": a newer coordinator has taken over");
        }
        return state.roster()
                .admit(caller, request.getClient())
                .fold(entry -> join(entry, request), Verdict.Denied::new);
    }

    private Verdict<JoinReply> join(RosterEntry entry, JoinRequest request) {
        if (Roster.isEvaluator(entry) != isEvaluator(request)) {
            return Verdict.denied(
                    Refusal.REFUSAL_NOT_YOUR_CLIENT,
                    "client '" + request.getClient() + "' joins as " + request.getRole() + ", the roster has it as "
                            + entry.getRole());
        }
        int sent = request.getLabelSketchCount();
        int buckets = desk.job().sketchBuckets();
        if (sent != 0 && sent != buckets) {
            return Verdict.denied(
                    Refusal.REFUSAL_BAD_REPORT,
                    "client '" + request.getClient() + "' sends a label sketch of " + sent
                            + " shares, the job asks for "
                            + (buckets == 0 ? "none" : buckets)
                            + ". Maybe worker and coordinator are of different versions.");
        }
        return Verdict.granted(loop.ask(() -> clients.join(request)));
    }

    private static boolean isEvaluator(JoinRequest request) {
        return request.getRole() == Role.ROLE_EVALUATOR;
    }

    @Override
    public Verdict<Subscription> subscribe(AuthenticatedCaller caller, TasksRequest request, TaskFeed feed) {
        Optional<RefusedRequest> wrong = wrong(caller, request.getClient(), request.getEpoch());
        if (wrong.isPresent()) {
            return new Verdict.Denied<>(wrong.get());
        }
        return loop.ask(() -> clients.subscribe(request.getClient(), caller.podUid(), feed))
                .fold(
                        member -> Verdict.granted(() -> loop.tell(() -> clients.vanished(member, feed))),
                        Verdict.Denied::new);
    }

    @Override
    public Verdict<PartSource> open(AuthenticatedCaller caller, String client, long epoch, PartVersion part) {
        Optional<RefusedRequest> wrong = wrong(caller, client, epoch);
        if (wrong.isPresent()) {
            return new Verdict.Denied<>(wrong.get());
        }
        Optional<PartId> id =
                PartVersions.id(part).filter(known -> manifest().find(known).isPresent());
        if (id.isEmpty()) {
            return Verdict.denied(Refusal.REFUSAL_UNKNOWN_PART, "the model has no part '" + part.getPart() + "'");
        }
        boolean evaluator =
                state.roster().find(client).filter(Roster::isEvaluator).isPresent();
        if (!evaluator && !mayFetch(client, id.get())) {
            return Verdict.denied(
                    Refusal.REFUSAL_NOT_ASSIGNED, id.get() + " is not assigned to client '" + client + "' now");
        }
        return state.shelf
                .find(id.get(), part.getVersion())
                .map(commit -> serve(commit, id.get(), client, !evaluator))
                .orElseGet(() -> Verdict.denied(
                        Refusal.REFUSAL_WRONG_VERSION,
                        id.get() + " of version " + part.getVersion() + " is not kept any more, or not yet; the newest"
                                + " is " + state.shelf.newest().part(id.get()).version()));
    }

    private boolean mayFetch(String client, PartId part) {
        return state.open()
                .filter(open -> open.isParticipant(client))
                .filter(open -> !part.isExpert() || open.experts(client).contains(part.index()))
                .isPresent();
    }

    private Verdict<PartSource> serve(Commit commit, PartId part, String client, boolean metered) {
        try {
            var file = PartFile.open(commit.file(), commit.part(part));
            var member = state.members.find(client);
            return Verdict.granted(new CommittedPart(file, metered ? Optional.of(meter) : Optional.empty(), member));
        } catch (IOException e) {
            return Verdict.denied(
                    Refusal.REFUSAL_WRONG_VERSION,
                    part + " of round " + commit.round() + " cannot be read any more: " + e.getMessage());
        }
    }

    @Override
    public Verdict<UpdateTicket> update(AuthenticatedCaller caller, UpdateHeader header) {
        if (!header.getJobUid().equals(desk.job().settings().getUid())) {
            return Verdict.denied(
                    Refusal.REFUSAL_WRONG_JOB,
                    "the update belongs to job '" + header.getJobUid() + "', this is "
                            + desk.job().settings().getUid());
        }
        Optional<RefusedRequest> wrong = wrong(caller, header.getClient(), header.getEpoch());
        if (wrong.isPresent()) {
            return new Verdict.Denied<>(wrong.get());
        }
        var open = state.open().filter(o -> o.number() == header.getRound());
        if (open.isEmpty()) {
            return Clients.late(header.getRound());
        }
        return ticket(open.get(), header);
    }

    private Verdict<UpdateTicket> ticket(OpenRound open, UpdateHeader header) {
        String client = header.getClient();
        if (!open.isParticipant(client)) {
            return Verdict.denied(
                    Refusal.REFUSAL_NOT_ASSIGNED, "client '" + client + "' takes no part in round " + open.number());
        }
        List<Integer> reported = header.getReport().getExpertsList().stream()
                .map(expert -> expert.getExpert())
                .toList();
        if (!reported.equals(open.experts(client))) {
            return Verdict.denied(
                    Refusal.REFUSAL_BAD_REPORT,
                    "the report names experts " + reported + ", assigned are " + open.experts(client));
        }
        var counter = new RoundTicket.Counter(loop, clients, meter, desk.milestones());
        return Verdict.granted(new RoundTicket(open, header, manifest(), counter, state.members.find(client)));
    }

    @Override
    public Verdict<EvaluationReply> evaluation(AuthenticatedCaller caller, EvaluationReport report) {
        Optional<RefusedRequest> wrong = wrong(caller, report.getClient(), report.getEpoch());
        if (wrong.isPresent()) {
            return new Verdict.Denied<>(wrong.get());
        }
        if (state.roster().find(report.getClient()).filter(Roster::isEvaluator).isEmpty()) {
            return Verdict.denied(
                    Refusal.REFUSAL_NOT_YOUR_CLIENT, "client '" + report.getClient() + "' is not an evaluator");
        }
        return loop.ask(() -> clients.scored(report));
    }

    @Override
    public void refused(String client, RefusedRequest why) {
        reporter.refused(client, why);
        loop.tell(() -> {});
    }

    private Optional<RefusedRequest> wrong(AuthenticatedCaller caller, String client, long epoch) {
        Verdict<RosterEntry> admitted = state.roster().admit(caller, client);
        if (admitted instanceof Verdict.Denied<RosterEntry> denied) {
            return Optional.of(denied.why());
        }
        return epoch == desk.epoch()
                ? Optional.empty()
                : Optional.of(new RefusedRequest(
                        Refusal.REFUSAL_WRONG_EPOCH,
                        "epoch " + epoch + " is not this coordinator's, which is " + desk.epoch()
                                + ". Maybe join again."));
    }
}
