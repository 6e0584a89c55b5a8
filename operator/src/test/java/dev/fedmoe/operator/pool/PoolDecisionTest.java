package dev.fedmoe.operator.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.core.placement.StickyPlacer;
import dev.fedmoe.crds.pool.EdgeClientPoolStatus;
import dev.fedmoe.operator.cycle.CycleDecision;
import dev.fedmoe.operator.pool.observe.PoolSnapshot;
import dev.fedmoe.operator.pool.placement.NodeCandidate;
import dev.fedmoe.protocol.v1alpha1.ClientProgress;
import dev.fedmoe.protocol.v1alpha1.JobPhase;
import dev.fedmoe.protocol.v1alpha1.Progress;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PoolDecisionTest {
    private final PoolDecision decision = new PoolDecision(new StickyPlacer());
    private final PoolFixture given = new PoolFixture().pool(PoolFixture.cameras());

    /** A client that trains, one that is new, one that has fallen silent, and a job whose coordinator has not been heard. */
    private PoolSnapshot busy() {
        given.nodes("a", "b", "c").worker("cats", "a", 2).worker("dogs", "c", 1);
        given.job(PoolFixture.job("cats", 2), reporting()).job(PoolFixture.job("dogs", 2));
        observed(decide(PoolMemory.BLANK).plan().placement().candidates().subList(0, 1));
        Objects.requireNonNull(given.clients.get("cameras-a")).getStatus().slots = "9/9";
        given.silent("c");
        return seen();
    }

    @Test
    void decidingChangesNothingAndGivesTheSameAgain() {
        var seen = busy();
        var before = text(seen);
        var memory = decision.of(seen, PoolMemory.BLANK).memory();
        var remembered = memory.toString();

        var first = decision.of(seen, memory);
        var second = decision.of(seen, memory);

        assertThat(second).usingRecursiveComparison().isEqualTo(first);
        assertThat(text(seen)).isEqualTo(before);
        assertThat(memory).hasToString(remembered);
    }

    @Test
    void aJobIsHeldFromTheFirstLookOnAndTheMemorySaysSince() {
        busy();
        var first = decide(PoolMemory.BLANK);
        given.now = PoolFixture.NOW.plusSeconds(29);
        var second = decide(first.memory());
        given.now = PoolFixture.NOW.plusSeconds(30);
        var third = decide(second.memory());

        assertThat(first.plan().placement().held()).containsExactly("dogs");
        assertThat(first.lookAgain()).contains(PoolFixture.NOW.plusSeconds(5));
        assertThat(second.plan().placement().held()).containsExactly("dogs");
        assertThat(third.plan().placement().held()).isEmpty();
    }

    @Test
    void whatABugHasLeftInTheStatusGoesWithTheNextGoodLook() {
        given.nodes("a");
        var status = new EdgeClientPoolStatus();
        status.conditions = List.of(new ConditionBuilder()
                .withType("Reconciled")
                .withStatus("False")
                .withReason("InternalError")
                .build());
        given.pools.get(0).setStatus(status);

        assertThat(decide(PoolMemory.BLANK).plan().status().conditions)
                .extracting(Condition::getType)
                .contains("Ready")
                .doesNotContain("Reconciled");
    }

    private CycleDecision<PoolPlan, PoolMemory> decide(PoolMemory memory) {
        return decision.of(seen(), memory);
    }

    private PoolSnapshot seen() {
        return given.seen(given.pools.get(0));
    }

    private void observed(List<NodeCandidate> candidates) {
        candidates.forEach(c -> given.clients.put(c.name(), c.client()));
    }

    private static String text(PoolSnapshot seen) {
        var objects = new ArrayList<Object>(seen.pools());
        objects.addAll(seen.clients().values());
        objects.addAll(seen.cluster().nodes());
        objects.addAll(seen.cluster().pods());
        objects.addAll(seen.cluster().claims().values());
        seen.jobs().forEach(j -> objects.add(j.job()));
        return Serialization.asJson(objects)
                + seen.jobs().stream().map(PoolSnapshot.SeenJob::report).toList();
    }

    private static Progress reporting() {
        return Progress.newBuilder()
                .setPhase(JobPhase.JOB_PHASE_TRAINING)
                .setRound(3)
                .addClients(ClientProgress.newBuilder()
                        .setClient("cameras-a")
                        .setSlots(2)
                        .addExperts(0)
                        .addExperts(1))
                .build();
    }
}
