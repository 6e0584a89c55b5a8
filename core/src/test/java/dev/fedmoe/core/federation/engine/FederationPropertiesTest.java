package dev.fedmoe.core.federation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.core.federation.FederationEvent.ClientJoined;
import dev.fedmoe.core.federation.FederationEvent.ClientLost;
import dev.fedmoe.core.federation.FederationEvent.ClientSubscribed;
import dev.fedmoe.core.federation.FederationEvent.CommitFailed;
import dev.fedmoe.core.federation.FederationEvent.DesiredStateApplied;
import dev.fedmoe.core.federation.FederationEvent.EvaluationReported;
import dev.fedmoe.core.federation.FederationEvent.ExportFailed;
import dev.fedmoe.core.federation.FederationEvent.PartDelivered;
import dev.fedmoe.core.federation.FederationEvent.PlanWriteFailed;
import dev.fedmoe.core.federation.FederationEvent.PlanWritten;
import dev.fedmoe.core.federation.FederationEvent.RoundCommitted;
import dev.fedmoe.core.federation.client.UpdateReport;
import dev.fedmoe.core.federation.client.WorkerProfile;
import dev.fedmoe.core.model.PartId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever happens in whatever order, and whenever the process dies. */
class FederationPropertiesTest {
    private static final int ROUNDS = 4;
    private static final List<PartId> PARTS = List.of(PartId.SHARED, PartId.GATE, PartId.expert(0), PartId.expert(1));

    private long numbers;

    /** {@code what} is one thing that happens each, legal or not. */
    @Property(tries = 400, seed = "17")
    void roundsNeverGoBackUpdatesCountOnceAndOneEpochCommits(
            @ForAll @Size(min = 40, max = 400) List<@IntRange(min = 0, max = 9_999) Integer> what) {
        var federation = new SimulatedFederation(ROUNDS);
        federation.tell(new DesiredStateApplied(EngineFixture.desired(1, EngineFixture.CLIENTS)));

        what.forEach(number -> happen(federation, number));

        federation.requireReplay();
    }

    @Property(tries = 100, seed = "23")
    void onceAllGoesWellAgainTheJobIsCompleted(
            @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 9_999) Integer> what) {
        var federation = new SimulatedFederation(ROUNDS);
        federation.tell(new DesiredStateApplied(EngineFixture.desired(1, EngineFixture.CLIENTS)));
        what.forEach(number -> happen(federation, number));

        federation.tell(new DesiredStateApplied(
                EngineFixture.desired(federation.state().desired().generation() + 1, EngineFixture.CLIENTS)));
        for (int i = 0; i < 40 * ROUNDS && !federation.state().isDone(); i++) {
            EngineFixture.CLIENTS.forEach(client -> listen(federation, client));
            for (String client : EngineFixture.CLIENTS) {
                PARTS.forEach(part -> deliver(federation, client, part, 0));
            }
            federation.carryOut(true);
            federation.after(Duration.ofSeconds(31));
        }

        assertThat(federation.state().isDone()).isTrue();
        assertThat(federation.committedRounds()).isEqualTo(ROUNDS);
    }

    private void happen(SimulatedFederation federation, int number) {
        int detail = number / 100;
        String client = EngineFixture.CLIENTS.get(detail % 3);
        int kind = number % 100;
        if (kind < 20) {
            deliver(federation, client, PARTS.get(detail / 3 % 4), kind == 0 ? 1 : 0);
        } else if (kind < 45) {
            PARTS.forEach(part -> deliver(federation, client, part, 0));
        } else if (kind < 69) {
            federation.carryOut(kind < 65);
        } else if (kind < 80) {
            listen(federation, client);
        } else if (kind < 82) {
            federation.tell(new ClientLost(client, kind == 80 ? numbers : stream(federation, client)));
        } else if (kind < 87) {
            federation.after(Duration.ofSeconds(1L + detail % 40));
        } else if (kind < 89) {
            desire(federation, detail);
        } else if (kind < 90) {
            federation.crash();
        } else {
            stray(federation, kind, detail);
        }
    }

    /** {@code behind} openings ago. */
    private void deliver(SimulatedFederation federation, String client, PartId part, int behind) {
        var open = federation.state().openRound();
        int opening = federation.state().trail().opened() - behind;
        var report = open.map(round -> EngineFixture.report(round, client))
                .orElse(new UpdateReport(1, List.of(), 0, 0, WorkerProfile.UNKNOWN));
        federation.tell(new PartDelivered(++numbers, opening, client, part, report, Optional.empty()));
    }

    private void listen(SimulatedFederation federation, String client) {
        if (!federation.state().clients().isLive(client)) {
            federation.tell(new ClientJoined(client, EngineFixture.claim()));
            federation.tell(new ClientSubscribed(client, "pod", ++numbers));
        }
    }

    private static long stream(SimulatedFederation federation, String client) {
        return federation.state().clients().stream(client).orElse(0);
    }

    /** Sometimes suspended, sometimes without a client, sometimes of an older generation. */
    private static void desire(SimulatedFederation federation, int detail) {
        long generation = federation.state().desired().generation() + (detail % 5 == 0 ? 0 : 1);
        var desired =
                switch (detail % 4) {
                    case 0 -> EngineFixture.suspended(generation);
                    case 1 -> EngineFixture.desired(generation, List.of("a", "b"));
                    default -> EngineFixture.desired(generation, EngineFixture.CLIENTS);
                };
        federation.tell(new DesiredStateApplied(desired));
    }

    /** Words about writing that nobody is doing, or has done long ago. */
    private static void stray(SimulatedFederation federation, int kind, int detail) {
        int opening = detail % 7;
        switch (kind) {
            case 90, 91, 92 ->
                federation.tell(new RoundCommitted(federation.state().committed()));
            case 93 -> federation.tell(new CommitFailed(opening, "stray"));
            case 94 -> federation.tell(new ExportFailed("stray"));
            case 95 -> federation.tell(new PlanWriteFailed(opening, "stray"));
            case 96 -> federation.tell(new EvaluationReported("a", opening, 1, 2, WorkerProfile.UNKNOWN));
            case 97 -> federation.tell(new ClientSubscribed("zoe", "pod", -1));
            default ->
                federation.tell(new PlanWritten(federation.state().trail().opened() - 1));
        }
    }
}
