package dev.fedmoe.coordinator.endpoint;

import dev.fedmoe.coordinator.client.ClientCodec;
import dev.fedmoe.coordinator.client.TaskStreams;
import dev.fedmoe.coordinator.progress.ProgressReporter;
import dev.fedmoe.core.federation.FederationEvent.ClientJoined;
import dev.fedmoe.core.federation.FederationEvent.ClientLost;
import dev.fedmoe.core.federation.FederationEvent.ClientSubscribed;
import dev.fedmoe.core.federation.FederationEvent.EvaluationReported;
import dev.fedmoe.core.federation.FederationState;
import dev.fedmoe.core.job.state.RosterEntry;
import dev.fedmoe.core.model.ModelManifest;
import dev.fedmoe.protocol.DesiredStateCodec;
import dev.fedmoe.protocol.JobSpecCodec;
import dev.fedmoe.protocol.ManifestCodec;
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
import dev.fedmoe.protocol.v1alpha1.TasksRequest;
import dev.fedmoe.protocol.v1alpha1.UpdateHeader;

/** What workers call: checks who and when on the caller's thread, and leaves the rest to the engine. */
public final class FederationEndpoint implements FederationPort {
    private final EngineAccess engine;
    private final TaskStreams streams;
    private final PartServer parts;
    private final UpdateReceiver updates;
    private final ProgressReporter reporter;

    public FederationEndpoint(
            EngineAccess engine,
            TaskStreams streams,
            PartServer parts,
            UpdateReceiver updates,
            ProgressReporter reporter) {
        this.engine = engine;
        this.streams = streams;
        this.parts = parts;
        this.updates = updates;
        this.reporter = reporter;
    }

    @Override
    public ModelManifest manifest() {
        return engine.state().run().manifest();
    }

    @Override
    public float maxAbsValue() {
        return engine.state().run().job().aggregation().maxAbsValue();
    }

    @Override
    public Verdict<JoinReply> join(AuthenticatedCaller caller, JoinRequest request) {
        var state = engine.state();
        long epoch = state.run().epoch();
        if (request.getEpochSeen() > epoch) {
            return Verdict.denied(
                    Refusal.REFUSAL_WRONG_EPOCH,
                    "this coordinator is of epoch " + epoch + ", the worker has seen epoch " + request.getEpochSeen()
                            + ": a newer coordinator has taken over");
        }
        return new CallerAdmission(state, caller)
                .admit(request.getClient())
                .fold(entry -> join(state, entry, request), Verdict.Denied::new);
    }

    private Verdict<JoinReply> join(FederationState state, RosterEntry entry, JoinRequest request) {
        if (ClientCodec.role(request) != entry.role()) {
            return Verdict.denied(
                    Refusal.REFUSAL_NOT_YOUR_CLIENT,
                    "client '" + request.getClient() + "' joins as " + request.getRole() + ", the roster has it as "
                            + DesiredStateCodec.encode(entry.role()));
        }
        int sent = request.getLabelSketchCount();
        int buckets = state.run().job().sketchBuckets();
        if (sent != 0 && sent != buckets) {
            return Verdict.denied(
                    Refusal.REFUSAL_BAD_REPORT,
                    "client '" + request.getClient() + "' sends a label sketch of " + sent
                            + " shares, the job asks for "
                            + (buckets == 0 ? "none" : buckets)
                            + ". Maybe worker and coordinator are of different versions.");
        }
        engine.await(new ClientJoined(request.getClient(), ClientCodec.decode(request)));
        return Verdict.granted(reply(engine.state()));
    }

    private static JoinReply reply(FederationState state) {
        return JoinReply.newBuilder()
                .setJob(JobSpecCodec.encode(state.run().job().terms()))
                .setManifest(ManifestCodec.encode(state.run().manifest()))
                .setEpoch(state.run().epoch())
                .setRound(state.committed().round())
                .build();
    }

    @Override
    public Verdict<Subscription> subscribe(AuthenticatedCaller caller, TasksRequest request, TaskFeed feed) {
        String client = request.getClient();
        var state = engine.state();
        var refused = new CallerAdmission(state, caller).refusal(client, request.getEpoch());
        if (refused.isPresent()) {
            return new Verdict.Denied<>(refused.get());
        }
        if (state.clients().find(client).isEmpty()) {
            return Verdict.denied(
                    Refusal.REFUSAL_WRONG_EPOCH,
                    "client '" + client + "' has not joined epoch "
                            + state.run().epoch() + ". Maybe join first.");
        }
        long stream = streams.add(feed);
        engine.await(new ClientSubscribed(client, caller.podUid(), stream));
        return Verdict.granted(() -> {
            streams.forget(stream);
            engine.events().tell(new ClientLost(client, stream));
        });
    }

    @Override
    public Verdict<PartSource> open(AuthenticatedCaller caller, String client, long epoch, PartVersion part) {
        var state = engine.state();
        return new CallerAdmission(state, caller)
                .refusal(client, epoch)
                .<Verdict<PartSource>>map(Verdict.Denied::new)
                .orElseGet(() -> parts.open(state, client, part));
    }

    @Override
    public Verdict<UpdateTicket> update(AuthenticatedCaller caller, UpdateHeader header) {
        var state = engine.state();
        String uid = state.run().job().uid();
        if (!header.getJobUid().equals(uid)) {
            return Verdict.denied(
                    Refusal.REFUSAL_WRONG_JOB,
                    "the update belongs to job '" + header.getJobUid() + "', this is " + uid);
        }
        return new CallerAdmission(state, caller)
                .refusal(header.getClient(), header.getEpoch())
                .<Verdict<UpdateTicket>>map(Verdict.Denied::new)
                .orElseGet(() -> updates.receive(state, header));
    }

    @Override
    public Verdict<EvaluationReply> evaluation(AuthenticatedCaller caller, EvaluationReport report) {
        String client = report.getClient();
        var state = engine.state();
        var refused = new CallerAdmission(state, caller).refusal(client, report.getEpoch());
        if (refused.isPresent()) {
            return new Verdict.Denied<>(refused.get());
        }
        if (state.roster().find(client).filter(RosterEntry::isEvaluator).isEmpty()) {
            return Verdict.denied(Refusal.REFUSAL_NOT_YOUR_CLIENT, "client '" + client + "' is not an evaluator");
        }
        engine.await(new EvaluationReported(
                client,
                report.getRound(),
                report.getCorrect(),
                report.getSamples(),
                ClientCodec.decode(report.getProfile())));
        int newest = state.committed().round();
        return report.getRound() >= 1 && report.getRound() <= newest
                ? Verdict.granted(EvaluationReply.getDefaultInstance())
                : Verdict.denied(
                        Refusal.REFUSAL_ROUND_NOT_OPEN,
                        "round " + report.getRound() + " is not committed; the newest is " + newest);
    }

    @Override
    public void refused(String client, RefusedRequest why) {
        reporter.refused(client, why);
    }
}
