package dev.fedmoe.operator.pool.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.core.placement.PlacementPlan.Grant;
import dev.fedmoe.core.placement.PlacementPlan.JobPlacement;
import dev.fedmoe.core.placement.StickyPlacer;
import dev.fedmoe.crds.client.EdgeClientStatus;
import dev.fedmoe.crds.client.EdgeClientStatus.State;
import dev.fedmoe.operator.pool.PoolFixture;
import dev.fedmoe.operator.pool.observe.PlacedPods;
import dev.fedmoe.protocol.v1alpha1.ClientProgress;
import dev.fedmoe.protocol.v1alpha1.ClientState;
import dev.fedmoe.protocol.v1alpha1.JobPhase;
import dev.fedmoe.protocol.v1alpha1.Progress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PoolPlacerTest {
    private final PoolPlacer placer = new PoolPlacer(new StickyPlacer());
    private PlacementFreeze freeze = PlacementFreeze.NONE;
    private final PoolFixture given = new PoolFixture().pool(PoolFixture.cameras());

    @Test
    void aNodesSlotsAreWhatReserveAndOtherPodsLeave() {
        given.nodes("a", "b");
        given.pods.add(PlacedPods.reduced(
                PoolFixture.pod("camera", "b", "400m", "64Mi").build()));

        var plan = place();

        // 900 and 500 millis of CPU, a quarter core a slot.
        assertThat(status(plan, "a").slots).isEqualTo("0/3");
        assertThat(status(plan, "b").slots).isEqualTo("0/2");
    }

    @Test
    void ourWorkersAndPodsThatHaveEndedTakeNothing() {
        given.nodes("a").worker("gone", "a", 3);
        given.pods.add(PlacedPods.reduced(PoolFixture.pod("ended", "a", "900m", "1Gi")
                .editStatus()
                .withPhase("Succeeded")
                .endStatus()
                .build()));

        assertThat(status(place(), "a").slots).isEqualTo("0/3");
    }

    @Test
    void aClientShowsWhatItHoldsForWhom() {
        given.nodes("a", "b").job(PoolFixture.job("cats", 4), reporting("cameras-a", 2));

        var plan = place();

        assertThat(slots(plan, "cats")).isEqualTo(Map.of("cameras-a", 3, "cameras-b", 3));
        assertThat(status(plan, "a").holds).isEqualTo("cats:0,3");
        assertThat(status(plan, "b").holds).isEqualTo("cats");
        assertThat(status(plan, "a").slots).isEqualTo("3/3");
    }

    @Test
    void suspendedJobsHoldNothing() {
        var cats = PoolFixture.job("cats", 4);
        cats.getSpec().suspend = true;
        given.nodes("a").job(cats).worker("cats", "a", 3);

        var plan = place();

        assertThat(plan.placements()).isEmpty();
        assertThat(status(plan, "a").slots).isEqualTo("0/3");
    }

    @Test
    void aNodeWithoutDataIsNotPlacedOn() {
        given.nodes("a", "b").job(PoolFixture.job("cats", 2));
        given.claims.remove("images-b");
        given.claims.put("images-a", PoolFixture.claim("images-a", "Pending"));

        var plan = place();

        assertThat(status(plan, "b").state).isEqualTo(State.NoData);
        assertThat(slots(plan, "cats")).isEqualTo(Map.of("cameras-a", 2));
    }

    @Test
    void afterARestartWorkersStayAsTheyRunUntilTheirCoordinatorReports() {
        given.nodes("a", "b").worker("cats", "a", 1).job(PoolFixture.job("cats", 2));

        var plan = place();

        assertThat(slots(plan, "cats")).isEqualTo(Map.of("cameras-a", 1));
        assertThat(plan.held()).containsExactly("cats");
    }

    @Test
    void whatHeldWorkersTakeOthersDoNotGet() {
        given.nodes("a").worker("cats", "a", 2);
        var dogs = PoolFixture.job("dogs", 2);
        dogs.getSpec().priority = 10;
        given.job(PoolFixture.job("cats", 2)).job(dogs);

        var plan = place();

        assertThat(slots(plan, "cats")).isEqualTo(Map.of("cameras-a", 2));
        assertThat(placement(plan, "dogs").shortage()).startsWith("needs 2 slots (2 experts × 1 holder), 1 free");
    }

    @Test
    void onceReportedOrAfterAWhileTheyArePlaced() {
        given.nodes("a", "b").worker("cats", "a", 1).job(PoolFixture.job("cats", 2));
        place();

        given.now = PoolFixture.NOW.plus(PlacementFreeze.LONGEST);
        var late = place();

        assertThat(late.held()).isEmpty();
        assertThat(placement(late, "cats").slots()).isGreaterThan(1);
    }

    @Test
    void aJobThatThisOperatorHasStartedIsNotHeldBackByItsFirstPods() {
        given.nodes("a", "b").job(PoolFixture.job("cats", 4));
        assertThat(placement(place(), "cats").slots()).isEqualTo(6);
        given.worker("cats", "a", 3);

        assertThat(placement(place(), "cats").slots()).isEqualTo(6);
    }

    @Test
    void aMissingReporterKeepsItsWorkers() {
        given.nodes("a", "b", "c").worker("cats", "c", 2);
        var cats = PoolFixture.job("cats", 2);
        cats.getSpec().clients.max = 1;
        given.job(cats, Progress.getDefaultInstance());

        assertThat(slots(place(), "cats")).containsOnlyKeys("cameras-c");
    }

    @Test
    void aWorkerThatAnswersItsCoordinatorStaysThoughItsNodeIsSaidToBeSilent() {
        given.nodes("a", "b")
                .silent("a")
                .worker("cats", "a", 3)
                .job(PoolFixture.job("cats", 4), reporting("cameras-a", 3));

        assertThat(slots(place(), "cats")).containsKey("cameras-a");
    }

    @Test
    void aWorkerThatIsLostOnASilentNodeGoes() {
        var lost = reporting("cameras-a", 3).toBuilder();
        lost.getClientsBuilder(0).setState(ClientState.CLIENT_STATE_LOST);
        given.nodes("a", "b").silent("a").worker("cats", "a", 3).job(PoolFixture.job("cats", 4), lost.build());

        assertThat(slots(place(), "cats")).containsOnlyKeys("cameras-b");
    }

    @Test
    void afterAnOutageWorkersStayThoughEveryNodeIsSaidToBeSilent() {
        given.nodes("a", "b").silent("a").silent("b").worker("cats", "a", 1).job(PoolFixture.job("cats", 2));

        assertThat(slots(place(), "cats")).isEqualTo(Map.of("cameras-a", 1));
    }

    @Test
    void aNodeOfTwoPoolsIsTheOlderOnes() {
        var newer = PoolFixture.pool("newer", "2026-01-02T00:00:00Z");
        given.pool(newer).nodes("a", "b");

        var plan = placer.place(given.seen(newer), freeze);

        assertThat(plan.candidates()).isEmpty();
        assertThat(plan.nodes().lost()).isEqualTo(Map.of("plant/cameras", List.of("a", "b")));
        assertThat(place().candidates()).hasSize(2);
    }

    @Test
    void aClientWhoseNodeIsGoneLeaves() {
        given.nodes("a", "b");
        place().candidates().forEach(p -> given.clients.put(p.name(), p.client()));
        given.nodes.remove(0);

        assertThat(place().leavers()).extracting(c -> c.getMetadata().getName()).containsExactly("cameras-a");
    }

    private PoolPlacement place() {
        var placement = placer.place(given.seen(given.pools.get(0)), freeze);
        freeze = placement.freeze();
        return placement;
    }

    private static EdgeClientStatus status(PoolPlacement plan, String node) {
        return plan.candidates().stream()
                .filter(p -> p.name().equals("cameras-" + node))
                .findFirst()
                .orElseThrow()
                .client()
                .getStatus();
    }

    private static JobPlacement placement(PoolPlacement plan, String job) {
        return Objects.requireNonNull(plan.placements().get(job), job);
    }

    private static Map<String, Integer> slots(PoolPlacement plan, String job) {
        var slots = new TreeMap<String, Integer>();
        for (Grant grant : placement(plan, job).grants()) {
            slots.put(grant.client(), grant.slots());
        }
        return slots;
    }

    private static Progress reporting(String client, int slots) {
        return Progress.newBuilder()
                .setPhase(JobPhase.JOB_PHASE_TRAINING)
                .addClients(ClientProgress.newBuilder()
                        .setClient(client)
                        .setSlots(slots)
                        .addExperts(0)
                        .addExperts(3))
                .build();
    }
}
