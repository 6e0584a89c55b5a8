package dev.fedmoe.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.coordinator.loop.TransitionListener;
import dev.fedmoe.coordinator.testing.TinyJob;
import dev.fedmoe.core.federation.FederationEvent;
import dev.fedmoe.core.federation.FederationEvent.RoundCommitted;
import dev.fedmoe.core.federation.FederationState;
import dev.fedmoe.core.federation.Transition;
import dev.fedmoe.core.federation.engine.FederationEngine;
import dev.fedmoe.core.federation.knowledge.Moment;
import dev.fedmoe.protocol.v1alpha1.JobPhase;
import dev.fedmoe.protocol.v1alpha1.Role;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a coordinator with a real volume, real threads and real bytes was told leads to the same states once more. */
class ReplayTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private record Step(FederationEvent event, Moment now, Transition made) {}

    /** Records on the loop's thread. */
    private static final class Recorder implements TransitionListener {
        private final List<Step> steps = new CopyOnWriteArrayList<>();

        @Override
        public void made(FederationEvent event, Moment now, Transition transition) {
            steps.add(new Step(event, now, transition));
        }
    }

    @Test
    void theRecordedEventsOfARunAndOfItsRestartGiveTheSameStatesAndEffects() throws Exception {
        var first = new Recorder();
        FederationState start;
        try (var plant = new CoordinatorFixture(TinyJob.settings(4), folder, first)) {
            start = plant.start();
            plant.apply(TinyJob.desired(1, TinyJob.CLIENTS));
            join(plant, 1);
            round(plant, 1);
            round(plant, 1);
            plant.vanish("b");
            plant.join("b", 1, Role.ROLE_TRAINER);
            plant.deliver("a", plant.nextTraining("a"));
        }
        requireSame(start, first.steps);
        assertThat(first.steps)
                .filteredOn(step -> step.event() instanceof RoundCommitted)
                .hasSize(2);

        var second = new Recorder();
        try (var plant = new CoordinatorFixture(TinyJob.settings(4), folder, second)) {
            start = plant.start();
            join(plant, 2);
            round(plant, 2);
            round(plant, 2);
            plant.await(now -> now.getPhase() == JobPhase.JOB_PHASE_COMPLETE);
        }
        requireSame(start, second.steps);
        assertThat(second.steps.get(second.steps.size() - 1).made().state().isDone())
                .isTrue();
    }

    private static void requireSame(FederationState start, List<Step> steps) {
        var engine = new FederationEngine();
        var state = start;
        for (Step step : steps) {
            var made = engine.next(state, step.event(), step.now());
            assertThat(made).as(() -> "after " + step.event()).isEqualTo(step.made());
            state = made.state();
        }
    }

    private static void join(CoordinatorFixture plant, long epoch) {
        TinyJob.CLIENTS.forEach(client -> plant.join(client, epoch, Role.ROLE_TRAINER));
    }

    private static void round(CoordinatorFixture plant, long epoch) throws Exception {
        for (String client : TinyJob.CLIENTS) {
            var task = plant.nextTraining(client);
            var header = plant.header(client, task).setEpoch(epoch).build();
            plant.deliver(CoordinatorFixture.caller(client), header, task);
        }
    }
}
