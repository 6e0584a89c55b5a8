package dev.fedmoe.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.coordinator.testing.TinyJob;
import dev.fedmoe.protocol.Verdict;
import dev.fedmoe.protocol.server.AuthenticatedCaller;
import dev.fedmoe.protocol.v1alpha1.DesiredJob;
import dev.fedmoe.protocol.v1alpha1.Happening;
import dev.fedmoe.protocol.v1alpha1.JoinRequest;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import dev.fedmoe.protocol.v1alpha1.Role;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The roster changes in the middle of a round of 60 s: the round goes on, and nobody waits for that long. */
class RosterChangeTest {
    private static final List<String> FOUR = List.of("a", "b", "c", "d");
    private static final AuthenticatedCaller NEW_POD =
            new AuthenticatedCaller("system:serviceaccount:plant:worker", "node-c", "pod-c-2");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void aRoundThatMissesThoseTakenOffIsAbandonedAtOnceAndTheNextIsWithoutThem() throws Exception {
        try (var plant =
                new CoordinatorFixture(TinyJob.settings(2), folder).apply(TinyJob.desired(1, TinyJob.CLIENTS))) {
            join(plant, TinyJob.CLIENTS);
            plant.deliver("a", plant.nextTraining("a"));
            plant.nextTraining("b");

            // The quorum is of 3 clients: without c the round cannot be committed, with d the next one can.
            plant.apply(TinyJob.desired(2, List.of("a", "b", "d"))).join("d", Role.ROLE_TRAINER);

            for (String client : List.of("a", "b", "d")) {
                plant.deliver(client, plant.nextTraining(client));
            }
            var next = plant.await(now -> now.getRound() == 1);
            assertThat(next.getHappeningsList())
                    .filteredOn(h -> h.getReason().equals("RoundAbandoned"))
                    .extracting(Happening::getMessage)
                    .containsExactly("round 1 abandoned: 1 of 3 clients reported, 3 are needed, and too many have been"
                            + " taken off the roster: c.");
        }
    }

    @Test
    void slotsCountFromTheNextRoundAndAClientAddedTakesPartInIt() throws Exception {
        try (var plant =
                new CoordinatorFixture(TinyJob.settings(2), folder).apply(TinyJob.desired(1, TinyJob.CLIENTS))) {
            join(plant, TinyJob.CLIENTS);
            var first = plant.nextTraining("a");
            assertThat(first.getPartsList()).hasSize(2 + 2);
            var changed = TinyJob.desired(2, FOUR).toBuilder();
            changed.getRosterBuilderList().forEach(entry -> entry.setSlots(4));

            plant.apply(changed.build()).join("d", Role.ROLE_TRAINER);

            plant.deliver("a", first);
            plant.deliver("b", plant.nextTraining("b"));
            plant.deliver("c", plant.nextTraining("c"));
            assertThat(plant.nextTraining("a").getPartsList()).hasSize(2 + 4);
            assertThat(plant.nextTraining("d").getRound()).isEqualTo(2);
        }
    }

    @Test
    void trainingSettingsCountForEverybodyFromTheNextRound() throws Exception {
        var settings = TinyJob.settings(2);
        try (var plant = new CoordinatorFixture(settings, folder).apply(TinyJob.desired(1, TinyJob.CLIENTS))) {
            join(plant, TinyJob.CLIENTS);
            var first = plant.nextTraining("a");
            var faster = settings.getTraining().toBuilder();
            faster.getLocalBuilder().getOptimizerBuilder().setLearningRate(0.25);

            plant.apply(TinyJob.desired(2, TinyJob.CLIENTS).toBuilder()
                    .setTraining(faster)
                    .build());
            plant.join("b", Role.ROLE_TRAINER);

            assertThat(first.getTraining()).isEqualTo(settings.getTraining().getLocal());
            plant.deliver("a", first);
            for (String client : List.of("b", "c")) {
                var task = plant.nextTraining(client);
                assertThat(task.getTraining()).isEqualTo(settings.getTraining().getLocal());
                plant.deliver(client, task);
            }
            assertThat(plant.nextTraining("a").getTraining()).isEqualTo(faster.getLocal());
        }
    }

    @Test
    void aClientWhosePodWasReplacedAnswersFromTheNewOne() throws Exception {
        try (var plant =
                new CoordinatorFixture(TinyJob.settings(2), folder).apply(TinyJob.desired(1, TinyJob.CLIENTS))) {
            join(plant, TinyJob.CLIENTS);
            plant.deliver("a", plant.nextTraining("a"));
            plant.deliver("b", plant.nextTraining("b"));
            plant.nextTraining("c");

            plant.apply(podOfC("pod-c-2"));

            // The old pod is as good as gone: nobody waits for the end of its stream.
            plant.await(now -> now.getLiveClients() == 2);
            plant.join(NEW_POD, "c", 1, Role.ROLE_TRAINER);
            plant.deliver(NEW_POD, "c", plant.nextTraining("c"));
            var committed = plant.await(now -> now.getCommittedCount() > 0);
            assertThat(committed.getCommitted(0).getReported()).isEqualTo(3);
        }
    }

    @Test
    void aPodThatComesBeforeTheRosterHasItIsRefusedAndLetInOnceItHas() throws Exception {
        try (var plant = new CoordinatorFixture(TinyJob.settings(2), folder).apply(podOfC("pod-c"))) {
            var early = plant.port()
                    .join(NEW_POD, JoinRequest.newBuilder().setClient("c").build());

            assertThat(early).isInstanceOfSatisfying(Verdict.Denied.class, denied -> {
                assertThat(denied.why().refusal()).isEqualTo(Refusal.REFUSAL_NOT_YOUR_CLIENT);
                assertThat(denied.why().message()).contains("pod-c-2").contains("'pod-c'");
            });
            plant.apply(podOfC("pod-c-2").toBuilder().setGeneration(3).build());

            plant.join(NEW_POD, "c", 1, Role.ROLE_TRAINER);
        }
    }

    private static void join(CoordinatorFixture plant, List<String> clients) {
        clients.forEach(client -> plant.join(client, Role.ROLE_TRAINER));
    }

    private static DesiredJob podOfC(String uid) {
        var desired = TinyJob.desired(2, TinyJob.CLIENTS).toBuilder();
        desired.getRosterBuilderList().stream()
                .filter(entry -> entry.getClient().equals("c"))
                .forEach(entry -> entry.setPodUid(uid));
        return desired.build();
    }
}
