package dev.fedmoe.operator.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.operator.apply.ApplyFailedException;
import dev.fedmoe.operator.apply.ApplyFailedException.Why;
import dev.fedmoe.operator.leadership.Leadership;
import dev.fedmoe.operator.pool.PoolFixture;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class CycleRunnerTest {
    private final CountedCycle cycle = new CountedCycle();
    private final StatusApplier applier = new StatusApplier();
    private final SwitchedLeadership leadership = new SwitchedLeadership();
    private final CycleRunner<EdgeClientPool, Integer, Integer, Integer> runner =
            new CycleRunner<>(cycle, leadership, applier, Clock.fixed(PoolFixture.NOW, ZoneOffset.UTC));
    private EdgeClientPool pool = PoolFixture.cameras();

    @Test
    void eachLookRemembersTheOneBefore() {
        look();
        look();

        assertThat(cycle.memories).containsExactly(0, 1);
    }

    @Test
    void aReplicaThatDoesNotLeadLooksAtNothing() {
        leadership.leads = false;

        look();

        assertThat(cycle.memories).isEmpty();
    }

    @Test
    void whatWasRememberedGoesWithTheLead() {
        look();
        runner.leads(false);

        look();

        assertThat(cycle.memories).containsExactly(0, 0);
    }

    @Test
    void whatIsGoneIsForgotten() {
        look();
        pool.getMetadata().setDeletionTimestamp("2026-01-01T12:00:00Z");

        look();

        assertThat(cycle.forgotten).hasSize(1);
    }

    @Test
    void afterAFailureTheLookIsRememberedAndTriedAgain() {
        cycle.outcome = failed(Why.UNAVAILABLE);

        assertThatThrownBy(this::look).isInstanceOf(ApplyFailedException.class);

        cycle.outcome = WriteOutcome.DONE;
        look();
        assertThat(cycle.memories).containsExactly(0, 1);
    }

    @Test
    void whatIsLeftToAnotherReplicaIsNeitherToldNorTriedAgain() {
        cycle.outcome = failed(Why.NOT_LEADING);

        look();

        assertThat(cycle.reports).isZero();
    }

    @Test
    void aBugShowsAsAConditionWithItsWordsAndTheNextStep() {
        fails(new IllegalStateException("slot 7 is\nnobody's: Slot@1a2b3c4d"));

        assertThat(conditions()).singleElement().satisfies(c -> {
            assertThat(c.getType()).isEqualTo("Reconciled");
            assertThat(c.getStatus()).isEqualTo("False");
            assertThat(c.getReason()).isEqualTo("InternalError");
            assertThat(c.getMessage())
                    .startsWith("IllegalStateException: slot 7 is nobody's: Slot. The operator has a bug here")
                    .contains("Look at the operator's log");
        });
    }

    @Test
    void aBugIsWrittenOnceHoweverOftenItIsTried() {
        fails(new IllegalStateException("at try 1"));
        fails(new IllegalStateException("at try 2"));

        assertThat(applier.written).hasSize(1);
    }

    @Test
    void anotherBugIsWrittenToo() {
        fails(new IllegalStateException("one"));
        fails(new IllegalArgumentException("other"));

        assertThat(applier.written).hasSize(2);
        assertThat(conditions())
                .extracting(Condition::getMessage)
                .first()
                .asString()
                .startsWith("IllegalArgument");
    }

    @Test
    void aLongMessageIsCut() {
        fails(new IllegalStateException("x".repeat(5000)));

        assertThat(conditions().get(0).getMessage()).hasSizeLessThan(600);
    }

    @Test
    void whatWasDecidedBeforeABugIsForgotten() {
        look();
        fails(new IllegalStateException("no"));

        look();

        assertThat(cycle.memories).containsExactly(0, 0);
    }

    @Test
    void anOutageIsNoBug() {
        var unused = runner.failed(pool, failed(Why.UNAVAILABLE).failures().get(0));

        assertThat(applier.written).isEmpty();
    }

    @Test
    void aReplicaThatLeadsNoMoreSaysNothingOfItsBugs() {
        leadership.leads = false;

        fails(new IllegalStateException("no"));

        assertThat(applier.written).isEmpty();
    }

    private void look() {
        var unused = runner.reconcile(pool, CountedCycle.context(pool));
    }

    private void fails(RuntimeException bug) {
        var unused = runner.failed(pool, bug);
        applier.written.stream().reduce((a, b) -> b).ifPresent(p -> pool.setStatus(p.getStatus()));
    }

    private List<Condition> conditions() {
        return pool.getStatus().conditions;
    }

    private static WriteOutcome failed(Why why) {
        return new WriteOutcome(List.of(new ApplyFailedException(why, "EdgeClient plant/a", "", "no")), List.of());
    }

    private static final class SwitchedLeadership implements Leadership {
        private final List<Listener> listeners = new CopyOnWriteArrayList<>();
        private boolean leads = true;

        @Override
        public boolean leads() {
            return leads;
        }

        @Override
        public void listen(Listener listener) {
            listeners.add(listener);
        }
    }
}
