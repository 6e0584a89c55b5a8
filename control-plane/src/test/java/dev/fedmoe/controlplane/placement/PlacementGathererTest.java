package dev.fedmoe.controlplane.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.controlplane.SampleManifests;
import dev.fedmoe.controlplane.job.JobTranslation;
import dev.fedmoe.controlplane.job.JobTranslation.Translated;
import dev.fedmoe.controlplane.placement.PlacementGatherer.WantedJob;
import dev.fedmoe.core.capacity.NodeResources;
import dev.fedmoe.core.capacity.SlotCalculator;
import dev.fedmoe.core.job.training.LocalTrainingSpec;
import dev.fedmoe.core.job.training.LocalWork.LocalPasses;
import dev.fedmoe.core.placement.PlacementProblem.Client;
import dev.fedmoe.core.placement.PlacementProblem.Demand;
import dev.fedmoe.core.placement.PlacementProblem.Standing;
import dev.fedmoe.core.placement.PlacementProblem.Tenure;
import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.crds.client.EdgeClientStatus.State;
import dev.fedmoe.crds.client.MeasuredProfile;
import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.protocol.v1alpha1.ClientProgress;
import dev.fedmoe.protocol.v1alpha1.ExpertProgress;
import dev.fedmoe.protocol.v1alpha1.Progress;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirementBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PlacementGathererTest {
    private final EdgeClientPool pool = SampleManifests.pool();

    @Test
    void aMatchingNodeBecomesAClientWithWhatTheReserveLeaves() {
        var client = PlacementGatherer.clients(
                        pool,
                        List.of(SampleManifests.node("camera-1", "500m", "1Gi").build()))
                .get(0);

        assertThat(client.getMetadata().getName()).isEqualTo("cameras-camera-1");
        assertThat(client.getSpec().nodeName).isEqualTo("camera-1");
        assertThat(client.getStatus().state).isEqualTo(State.Ready);
        var left = onlyClient(client).left().resources();
        assertThat(left.cpuMillis()).isEqualTo(400);
        assertThat(left.memoryBytes()).isEqualTo((1024 - 256) << 20);
    }

    @Test
    void onlyNodesTheSelectorMatchesAreClients() {
        pool.getSpec()
                .nodeSelector
                .setMatchExpressions(List.of(new LabelSelectorRequirementBuilder()
                        .withKey("site")
                        .withOperator("In")
                        .withValues("north")
                        .build()));
        var north = SampleManifests.node("a", "1", "1Gi")
                .editMetadata()
                .addToLabels("site", "north")
                .endMetadata()
                .build();
        var south = SampleManifests.node("b", "1", "1Gi")
                .editMetadata()
                .addToLabels("site", "south")
                .endMetadata()
                .build();
        var bare = SampleManifests.node("c", "1", "1Gi")
                .editMetadata()
                .withLabels(null)
                .endMetadata()
                .build();

        assertThat(PlacementGatherer.clients(pool, List.of(south, bare, north)))
                .extracting(c -> c.getSpec().nodeName)
                .containsExactly("a");
    }

    @Test
    void nodesInTroubleAreClientsThatAreNotReady() {
        var cordoned = SampleManifests.node("cordoned", "1", "1Gi")
                .withNewSpec()
                .withUnschedulable(true)
                .endSpec()
                .build();
        var notReady = SampleManifests.node("down", "1", "1Gi")
                .editStatus()
                .addNewCondition()
                .withType("Ready")
                .withStatus("Unknown")
                .endCondition()
                .endStatus()
                .build();

        assertThat(state(cordoned)).isEqualTo(State.Cordoned);
        assertThat(state(notReady)).isEqualTo(State.NotReady);
        assertThat(state(SampleManifests.tainted("t", "gpu", "NoSchedule"))).isEqualTo(State.Tainted);
        assertThat(state(SampleManifests.tainted("t", "gpu", "PreferNoSchedule")))
                .isEqualTo(State.Ready);
        assertThat(onlyClient(PlacementGatherer.clients(pool, List.of(cordoned)).get(0))
                        .ready())
                .isFalse();
    }

    @Test
    void aToleratedTaintIsNoTrouble() {
        pool.getSpec().tolerations = List.of(
                new TolerationBuilder().withKey("gpu").withOperator("Exists").build());

        assertThat(state(SampleManifests.tainted("t", "gpu", "NoSchedule"))).isEqualTo(State.Ready);
        assertThat(state(SampleManifests.tainted("t", "other", "NoSchedule"))).isEqualTo(State.Tainted);
    }

    @Test
    void measuredSpeedsReachPlacementInBytes() {
        var client = PlacementGatherer.clients(
                        pool,
                        List.of(SampleManifests.node("camera-1", "1", "1Gi").build()))
                .get(0);
        var measured = new MeasuredProfile();
        measured.samplesPerSecond = 820;
        measured.downMegabits = 48;
        client.getStatus().measured = measured;

        var profile = onlyClient(client).left();

        assertThat(profile.samplesPerSecond()).isEqualTo(820);
        assertThat(profile.downloadBytesPerSecond()).isEqualTo(6_000_000);
        assertThat(profile.uploadBytesPerSecond()).isZero();
    }

    @Test
    void theSmallerCapBindsTheSlots() {
        pool.getSpec().maxSlotsPerClient = 3;
        var job = SampleManifests.job();
        job.getSpec().clients.slotsPerClient.max = 4;
        var wanted = new WantedJob(job, (Translated) JobTranslation.of(job), Standing.NEW);
        var clients = PlacementGatherer.clients(
                pool, List.of(SampleManifests.node("gateway", "8", "8Gi").build()));

        var problem = PlacementGatherer.problem(pool, clients, List.of(wanted));
        var slots =
                PlacementGatherer.slots(problem.clients().get(0), problem.jobs().get(0));

        assertThat(slots.count()).isEqualTo(3);
        assertThat(slots.limit()).isEqualTo(SlotCalculator.Limit.CAP);
        assertThat(problem.jobs().get(0).demand()).isEqualTo(new Demand(8, 2, 1, Demand.UNBOUNDED, 4, 0));
    }

    @Test
    void whatACoordinatorReportsIsTheJobsStanding() {
        var progress = Progress.newBuilder()
                .setRound(4)
                .addClients(ClientProgress.newBuilder()
                        .setClient("c")
                        .setSlots(2)
                        .setValue(1.5)
                        .setTrainingSamples(100))
                .addExperts(ExpertProgress.newBuilder().setPrice(0.41))
                .build();
        var training = LocalTrainingSpec.DEFAULT.withWork(new LocalPasses(3));

        var standing = StandingMapper.of(progress, training);

        assertThat(standing.prices()).containsExactly(0.41);
        assertThat(standing.clients()).containsExactly(Map.entry("c", new Tenure(2, 0.75, 300)));
    }

    @Test
    void aNodeThatIsJustComingBackIsNotReadyYet() {
        assertThat(state(SampleManifests.tainted("t", "node.kubernetes.io/not-ready", "NoSchedule")))
                .isEqualTo(State.NotReady);
    }

    @Test
    void whatOtherPodsRequestIsNotTheClients() {
        var client = PlacementGatherer.client(
                pool,
                SampleManifests.node("camera-1", "500m", "1Gi").build(),
                new NodeResources(150, 256L << 20),
                true);

        var left = onlyClient(client).left().resources();
        assertThat(left.cpuMillis()).isEqualTo(250);
        assertThat(left.memoryBytes()).isEqualTo(512L << 20);
    }

    @Test
    void withoutDataANodeIsNotReadyForTraining() {
        var sound = SampleManifests.node("camera-1", "1", "1Gi").build();
        var cordoned = SampleManifests.node("camera-2", "1", "1Gi")
                .withNewSpec()
                .withUnschedulable(true)
                .endSpec()
                .build();

        assertThat(PlacementGatherer.client(pool, sound, NodeResources.NONE, false)
                        .getStatus()
                        .state)
                .isEqualTo(State.NoData);
        assertThat(PlacementGatherer.client(pool, cordoned, NodeResources.NONE, false)
                        .getStatus()
                        .state)
                .isEqualTo(State.Cordoned);
    }

    @Test
    void aClientOfALongNameIsALabelStill() {
        var node = SampleManifests.node("n".repeat(100), "1", "1Gi").build();

        var name = PlacementGatherer.client(pool, node, NodeResources.NONE, true)
                .getMetadata()
                .getName();

        assertThat(name).hasSize(63).startsWith("cameras-nnn").matches(".*-[0-9a-f]{8}");
    }

    @Test
    void workersCountAsTheyRun() {
        var progress = Progress.newBuilder()
                .setRound(4)
                .addClients(
                        ClientProgress.newBuilder().setClient("a").setSlots(2).setValue(1.5))
                .addClients(
                        ClientProgress.newBuilder().setClient("b").setSlots(2).setValue(1.0))
                .build();
        var training = LocalTrainingSpec.DEFAULT;
        var running = Map.of("a", 3, "c", 1);

        assertThat(StandingMapper.of(progress, training, running, true).clients())
                .containsEntry("a", new Tenure(3, 0.75, 0))
                .containsEntry("b", new Tenure(2, 0.5, 0))
                .containsEntry("c", Tenure.holding(1));
        assertThat(StandingMapper.of(progress, training, running, false).clients())
                .containsEntry("b", new Tenure(0, 0.5, 0));
    }

    private State state(Node node) {
        return Objects.requireNonNull(
                PlacementGatherer.clients(pool, List.of(node)).get(0).getStatus().state);
    }

    private Client onlyClient(EdgeClient client) {
        return PlacementGatherer.problem(pool, List.of(client), List.of())
                .clients()
                .get(0);
    }
}
