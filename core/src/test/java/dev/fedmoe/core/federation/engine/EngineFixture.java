package dev.fedmoe.core.federation.engine;

import dev.fedmoe.core.alignment.AlignmentObjective;
import dev.fedmoe.core.alignment.AlignmentPolicy;
import dev.fedmoe.core.federation.FederationEffect;
import dev.fedmoe.core.federation.FederationEffect.OpenRoom;
import dev.fedmoe.core.federation.FederationEffect.WriteCommit;
import dev.fedmoe.core.federation.FederationEvent;
import dev.fedmoe.core.federation.FederationEvent.ClientJoined;
import dev.fedmoe.core.federation.FederationEvent.ClientSubscribed;
import dev.fedmoe.core.federation.FederationEvent.DesiredStateApplied;
import dev.fedmoe.core.federation.FederationEvent.PartDelivered;
import dev.fedmoe.core.federation.FederationEvent.PlanWritten;
import dev.fedmoe.core.federation.FederationEvent.RoundCommitted;
import dev.fedmoe.core.federation.FederationEvent.Woken;
import dev.fedmoe.core.federation.FederationState;
import dev.fedmoe.core.federation.client.JoinClaim;
import dev.fedmoe.core.federation.client.UpdateReport;
import dev.fedmoe.core.federation.client.UpdateReport.ExpertOutcome;
import dev.fedmoe.core.federation.client.WorkerProfile;
import dev.fedmoe.core.federation.knowledge.CommittedModel;
import dev.fedmoe.core.federation.knowledge.Moment;
import dev.fedmoe.core.federation.knowledge.RoundRecord;
import dev.fedmoe.core.federation.planning.FederationRun;
import dev.fedmoe.core.federation.planning.FirstRoundPlanner;
import dev.fedmoe.core.federation.planning.WaitLimits;
import dev.fedmoe.core.federation.rounds.OpenRound;
import dev.fedmoe.core.job.AlignmentSpec;
import dev.fedmoe.core.job.JobSpec;
import dev.fedmoe.core.job.state.ClientRole;
import dev.fedmoe.core.job.state.DesiredState;
import dev.fedmoe.core.job.state.Roster;
import dev.fedmoe.core.job.state.RosterEntry;
import dev.fedmoe.core.job.training.RoundSpec;
import dev.fedmoe.core.job.training.TrainingSpec;
import dev.fedmoe.core.model.MlpMoe;
import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.core.model.PartId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** An engine in time, told one event after the other: three clients, two experts, rounds of a minute. */
final class EngineFixture {
    static final List<String> CLIENTS = List.of("a", "b", "c");
    static final long SAMPLES = 10;

    private static final ModelSpec MODEL = new ModelSpec(new MlpMoe(), List.of(4), 3, 2, 1, 4, 3);
    private static final WaitLimits LIMITS =
            new WaitLimits(Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofSeconds(10));

    private final FederationEngine engine = new FederationEngine();
    private FederationState state;
    private long nanos;
    private List<FederationEffect> effects = List.of();
    private long streams;
    private long requests;

    EngineFixture(FederationState start) {
        state = start;
    }

    static JobSpec job(int rounds) {
        var round = RoundSpec.DEFAULT.withQuorum(1, 2).withDeadline(Duration.ofSeconds(60));
        return JobSpec.of("tiny", "uid-1", MODEL, TrainingSpec.ofRounds(rounds).withRound(round))
                .withAlignment(AlignmentSpec.of(AlignmentObjective.BALANCED, AlignmentPolicy.RANDOM, 7));
    }

    static FederationState untrained(JobSpec job, long epoch, DesiredState desired) {
        var run = FederationRun.of(job, epoch, LIMITS, 0);
        var first = FirstRoundPlanner.untrained(run.manifest());
        return FederationState.resumed(run, desired, first, Optional.empty(), List.of());
    }

    /** Of a job whose three clients are on the roster. */
    static EngineFixture of(int rounds) {
        return new EngineFixture(untrained(job(rounds), 1, desired(1, CLIENTS)));
    }

    static DesiredState desired(long generation, List<String> clients) {
        var entries =
                clients.stream().map(client -> RosterEntry.trainer(client, 2)).toList();
        return DesiredState.of(generation, Roster.of(entries));
    }

    static DesiredState suspended(long generation) {
        var running = desired(generation, CLIENTS);
        return new DesiredState(generation, running.roster(), true, Optional.empty(), 0);
    }

    static JoinClaim claim() {
        return new JoinClaim(ClientRole.TRAINER, WorkerProfile.UNKNOWN, 100, List.of());
    }

    static UpdateReport report(OpenRound round, String client) {
        var experts = round.experts(client).stream()
                .map(expert -> new ExpertOutcome(expert, 0.5, SAMPLES))
                .toList();
        return new UpdateReport(SAMPLES, experts, 8, 10, WorkerProfile.UNKNOWN);
    }

    /** What a store makes of a record. */
    static CommittedModel committed(OpenRound round, RoundRecord record) {
        var versions = new TreeMap<>(round.start().versions());
        versions.replaceAll((part, version) -> round.number());
        return CommittedModel.of(round.number(), "digest-" + round.number(), versions, record);
    }

    EngineFixture tell(FederationEvent event) {
        var next = engine.next(state, event, new Moment(nanos, 0));
        state = next.state();
        effects = next.effects();
        return this;
    }

    EngineFixture after(Duration time) {
        nanos += time.toNanos();
        return tell(new Woken());
    }

    EngineFixture apply(DesiredState desired) {
        return tell(new DesiredStateApplied(desired));
    }

    EngineFixture listening(String... clients) {
        for (String client : clients) {
            tell(new ClientJoined(client, claim()));
            tell(new ClientSubscribed(client, "pod-" + client, ++streams));
        }
        return this;
    }

    /** A round is open, and its plan is durable. */
    EngineFixture opened() {
        return listening("a", "b", "c").planWritten();
    }

    EngineFixture planWritten() {
        return tell(new PlanWritten(round().opening()));
    }

    EngineFixture deliver(String client) {
        var round = round();
        var parts = new ArrayList<>(List.of(PartId.SHARED, PartId.GATE));
        round.experts(client).forEach(expert -> parts.add(PartId.expert(expert)));
        var seen = new ArrayList<FederationEffect>();
        for (PartId part : parts) {
            tell(new PartDelivered(++requests, round.opening(), client, part, report(round, client), Optional.empty()));
            seen.addAll(effects);
        }
        effects = seen;
        return this;
    }

    EngineFixture deliverAll() {
        var seen = new ArrayList<FederationEffect>();
        for (String client : CLIENTS) {
            deliver(client);
            seen.addAll(effects);
        }
        effects = seen;
        return this;
    }

    /** The store has written what was asked for last. */
    EngineFixture committed() {
        var round = round();
        return tell(new RoundCommitted(committed(round, only(WriteCommit.class).record())));
    }

    FederationState state() {
        return state;
    }

    String message() {
        return state.status().message();
    }

    OpenRound round() {
        return state.openRound().orElseThrow();
    }

    int opening() {
        return only(OpenRoom.class).opening();
    }

    /** Effects of one kind that followed from what was told last. */
    <E extends FederationEffect> List<E> effects(Class<E> kind) {
        return effects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    <E extends FederationEffect> E only(Class<E> kind) {
        var all = effects(kind);
        if (all.size() != 1) {
            throw new AssertionError("one " + kind.getSimpleName() + " was expected among " + effects);
        }
        return all.get(0);
    }
}
