package dev.fedmoe.protocol.testing;

import dev.fedmoe.core.model.ModelManifest;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.core.model.PartSpec;
import dev.fedmoe.protocol.ManifestCodec;
import dev.fedmoe.protocol.PartVersions;
import dev.fedmoe.protocol.RefusedRequest;
import dev.fedmoe.protocol.Verdict;
import dev.fedmoe.protocol.server.AuthenticatedCaller;
import dev.fedmoe.protocol.server.FederationPort;
import dev.fedmoe.protocol.transfer.MemoryPart;
import dev.fedmoe.protocol.transfer.PartSource;
import dev.fedmoe.protocol.v1alpha1.EvaluationReply;
import dev.fedmoe.protocol.v1alpha1.EvaluationReport;
import dev.fedmoe.protocol.v1alpha1.JobTerms;
import dev.fedmoe.protocol.v1alpha1.JoinReply;
import dev.fedmoe.protocol.v1alpha1.JoinRequest;
import dev.fedmoe.protocol.v1alpha1.PartVersion;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import dev.fedmoe.protocol.v1alpha1.Task;
import dev.fedmoe.protocol.v1alpha1.TasksRequest;
import dev.fedmoe.protocol.v1alpha1.UpdateHeader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A coordinator's decisions without rounds or disk: it knows clients by the node their token must be bound to, holds
 * parts in memory, sends the tasks it is told to, and keeps what it gets. Epoch is 1, the open round is settable.
 */
public final class TestCoordinator implements FederationPort {
    public static final long EPOCH = 1;

    private final ModelManifest manifest;
    private final JobTerms job;
    private final Map<String, String> nodes = new ConcurrentHashMap<>();
    private final Map<PartVersion, MemoryPart> model = new ConcurrentHashMap<>();
    private final Map<String, TaskFeed> feeds = new ConcurrentHashMap<>();
    private final Map<String, MemoryPart> sinks = new ConcurrentHashMap<>();
    private final Map<String, Accepted> accepted = new ConcurrentHashMap<>();
    private final BlockingQueue<Accepted> arrivals = new LinkedBlockingQueue<>();
    private final BlockingQueue<EvaluationReport> evaluations = new LinkedBlockingQueue<>();
    private final List<RefusedRequest> refusals = new CopyOnWriteArrayList<>();
    private volatile int openRound = 1;
    private volatile boolean discarding;
    private volatile @Nullable PartId slow;
    private volatile @Nullable SlowPart slowSource;

    public TestCoordinator(ModelManifest manifest, JobTerms job) {
        this.manifest = manifest;
        this.job = job;
    }

    /** A part a client had accepted. */
    public record Accepted(UpdateHeader header, PartId part, MemoryPart content) {}

    /** Puts a client on the roster; its token must be bound to the node. */
    public TestCoordinator client(String client, String node) {
        nodes.put(client, node);
        return this;
    }

    /** Room for a part of the committed model; fill it, then call {@code written()}. */
    public MemoryPart commit(PartId part, int version) {
        var content = MemoryPart.allocate(manifest.part(part));
        model.put(PartVersions.of(part, version), content);
        return content;
    }

    /** Uses this for every transfer of the part, at version 0, in both directions. */
    public TestCoordinator carrying(PartId part, SlowPart content) {
        slowSource = content;
        slow = part;
        return this;
    }

    /** From now on forgets accepted parts and takes them again. */
    public TestCoordinator discarding() {
        discarding = true;
        return this;
    }

    public void openRound(int round) {
        openRound = round;
    }

    /** Sends a task to a client whose stream is open; false when there is none. */
    public boolean push(String client, Task task) {
        TaskFeed feed = feeds.get(client);
        if (feed != null) {
            feed.send(task);
        }
        return feed != null;
    }

    /** Ends the client's task stream. */
    public void hangUp(String client) {
        Optional.ofNullable(feeds.get(client)).ifPresent(TaskFeed::end);
    }

    /** The next accepted part, in order of arrival; empty when none came within the bound. */
    public Optional<Accepted> nextAccepted(Duration within) throws InterruptedException {
        return Optional.ofNullable(arrivals.poll(within.toMillis(), TimeUnit.MILLISECONDS));
    }

    public Optional<EvaluationReport> nextEvaluation(Duration within) throws InterruptedException {
        return Optional.ofNullable(evaluations.poll(within.toMillis(), TimeUnit.MILLISECONDS));
    }

    public List<RefusedRequest> refusals() {
        return refusals;
    }

    public boolean isSubscribed(String client) {
        return feeds.containsKey(client);
    }

    /** What has arrived of a part that is not yet complete; 0 when nothing has. */
    public long receivedBytes(String client, PartId part) {
        MemoryPart sink = sinks.get(client + "/" + openRound + "/" + part);
        return sink == null ? 0 : sink.verifiedBytes();
    }

    @Override
    public ModelManifest manifest() {
        return manifest;
    }

    @Override
    public float maxAbsValue() {
        return 1000;
    }

    @Override
    public Verdict<JoinReply> join(AuthenticatedCaller caller, JoinRequest request) {
        Optional<RefusedRequest> wrong = allow(caller, request.getClient(), EPOCH);
        if (wrong.isPresent()) {
            return new Verdict.Denied<>(wrong.get());
        }
        return Verdict.granted(JoinReply.newBuilder()
                .setJob(job)
                .setManifest(ManifestCodec.encode(manifest))
                .setEpoch(EPOCH)
                .setRound(openRound - 1)
                .build());
    }

    @Override
    public Verdict<Subscription> subscribe(AuthenticatedCaller caller, TasksRequest request, TaskFeed feed) {
        Optional<RefusedRequest> wrong = allow(caller, request.getClient(), request.getEpoch());
        if (wrong.isPresent()) {
            return new Verdict.Denied<>(wrong.get());
        }
        feeds.put(request.getClient(), feed);
        return Verdict.granted(() -> feeds.remove(request.getClient(), feed));
    }

    @Override
    public Verdict<PartSource> open(AuthenticatedCaller caller, String client, long epoch, PartVersion part) {
        Optional<RefusedRequest> wrong = allow(caller, client, epoch);
        if (wrong.isPresent()) {
            return new Verdict.Denied<>(wrong.get());
        }
        SlowPart special = special(PartVersions.id(part).orElse(PartId.GATE));
        if (special != null) {
            return Verdict.granted(special);
        }
        MemoryPart content = model.get(part);
        return content == null
                ? Verdict.denied(
                        Refusal.REFUSAL_WRONG_VERSION, "no " + part.getPart() + " of round " + part.getVersion())
                : Verdict.granted(content);
    }

    @Override
    public Verdict<UpdateTicket> update(AuthenticatedCaller caller, UpdateHeader header) {
        Optional<RefusedRequest> wrong = allow(caller, header.getClient(), header.getEpoch());
        if (wrong.isPresent()) {
            return new Verdict.Denied<>(wrong.get());
        }
        if (header.getRound() != openRound) {
            return Verdict.denied(
                    Refusal.REFUSAL_ROUND_NOT_OPEN,
                    "round " + header.getRound() + " is not open, " + openRound + " is");
        }
        return Verdict.granted(new Ticket(header));
    }

    @Override
    public Verdict<EvaluationReply> evaluation(AuthenticatedCaller caller, EvaluationReport report) {
        evaluations.add(report);
        return Verdict.granted(EvaluationReply.getDefaultInstance());
    }

    @Override
    public void refused(String client, RefusedRequest why) {
        refusals.add(why);
    }

    private @Nullable SlowPart special(PartId part) {
        return part.equals(slow) ? slowSource : null;
    }

    private Optional<RefusedRequest> allow(AuthenticatedCaller caller, String client, long epoch) {
        String node = nodes.get(client);
        if (node == null) {
            return Optional.of(new RefusedRequest(Refusal.REFUSAL_UNKNOWN_CLIENT, client + " is not on the roster"));
        }
        if (!node.equals(caller.node())) {
            return Optional.of(new RefusedRequest(
                    Refusal.REFUSAL_NOT_YOUR_CLIENT, client + " runs on " + node + ", not " + caller.node()));
        }
        return epoch == EPOCH
                ? Optional.empty()
                : Optional.of(new RefusedRequest(Refusal.REFUSAL_WRONG_EPOCH, "epoch is " + EPOCH + ", not " + epoch));
    }

    private final class Ticket implements UpdateTicket {
        private final UpdateHeader header;

        private Ticket(UpdateHeader header) {
            this.header = header;
        }

        private String key(PartId part) {
            return header.getClient() + "/" + header.getRound() + "/" + part;
        }

        @Override
        public Verdict<Reception> begin(PartId part, int baseVersion) {
            if (accepted.containsKey(key(part))) {
                return Verdict.granted(new Reception.Settled());
            }
            SlowPart special = special(part);
            if (special != null) {
                return Verdict.granted(new Reception.Receive(special));
            }
            if (!model.containsKey(PartVersions.of(part, baseVersion))) {
                return Verdict.denied(Refusal.REFUSAL_WRONG_VERSION, "no " + part + " of round " + baseVersion);
            }
            PartSpec spec = manifest.part(part);
            return Verdict.granted(
                    new Reception.Receive(sinks.computeIfAbsent(key(part), fresh -> MemoryPart.allocate(spec))));
        }

        @Override
        public Verdict<PartId> complete(PartId part) {
            MemoryPart content = discarding ? sinks.get(key(part)) : sinks.remove(key(part));
            if (content != null && discarding) {
                content.reset();
            } else if (content != null) {
                var done = new Accepted(header, part, content);
                accepted.put(key(part), done);
                arrivals.add(done);
            }
            return Verdict.granted(part);
        }

        @Override
        public void close() {}
    }
}
