package dev.fedmoe.operator.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.crds.job.FederatedMoEJobStatus.Phase;
import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.operator.naming.Names;
import dev.fedmoe.protocol.v1alpha1.Happening;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Stories from a job's life. */
class JobDecisionTest {
    private static final String JOB =
            """
            apiVersion: fedmoe.dev/v1alpha1
            kind: FederatedMoEJob
            metadata: {name: fashion, namespace: plant, uid: uid-1, generation: 3, creationTimestamp: "2026-01-01T00:00:00Z"}
            spec:
              poolRef: {name: cameras}
              data: {format: idx, image: images.idx.gz, label: labels.idx.gz}
              model: {architecture: conv-moe, experts: 8, topK: 2}
              training: {rounds: 60}
            """;

    private final FederatedMoEJob job = Serialization.unmarshal(JOB, FederatedMoEJob.class);
    private final Given given = new Given(job);

    JobDecisionTest() {
        var pool = Serialization.unmarshal(
                """
                apiVersion: fedmoe.dev/v1alpha1
                kind: EdgeClientPool
                metadata: {name: cameras, namespace: plant}
                spec: {nodeSelector: {}, data: {claimName: "images-{node}"}}
                """,
                EdgeClientPool.class);
        given.pools.add(pool);
        given.client(client("camera-1"), 2).client(client("gateway-1"), 4);
    }

    @Test
    void aRunningJobIsLeftAlone() {
        running(12).settled();

        var plan = given.plan();

        assertThat(plan.deletions()).isEmpty();
        assertThat(plan.announcements()).isEmpty();
        assertThat(Serialization.asJson(plan.status())).isEqualTo(Serialization.asJson(job.getStatus()));
        assertThat(condition(plan, "Ready").getStatus()).isEqualTo("True");
        assertThat(plan.lookAgain()).isEmpty();
    }

    @Test
    void anOperatorThatHasJustStartedChangesNothing() {
        running(12).settled();
        given.report = Optional.empty();
        given.looked = false;

        var plan = given.plan();

        assertThat(plan.deletions()).isEmpty();
        assertThat(Serialization.asJson(plan.status())).isEqualTo(Serialization.asJson(job.getStatus()));
        assertThat(plan.line().order()).isEmpty();
        assertThat(replicas(plan)).isEqualTo(1);
    }

    @Test
    void aClientThatLosesItsSlotsLosesItsPod() {
        running(12).settled();
        given.grants.remove(1);

        var plan = given.plan();

        assertThat(plan.deletions()).extracting(JobDecisionTest::name).containsExactly("fashion-cameras-gateway-1");
        assertThat(plan.announcements())
                .extracting(a -> a.message())
                .containsExactly("cameras-gateway-1 gives back its 4 slots");
        assertThat(plan.line().order().orElseThrow().roster()).hasSize(1);
    }

    @Test
    void aClientWithOtherSlotsGetsAnotherPod() {
        running(12).settled();
        given.grants.remove(1);
        given.clients.remove(1);
        given.client(client("gateway-1"), 3);

        var plan = given.plan();

        assertThat(plan.deletions()).extracting(JobDecisionTest::name).containsExactly("fashion-cameras-gateway-1");
        assertThat(pods(plan)).extracting(JobDecisionTest::name).containsExactly("fashion-cameras-camera-1");
    }

    @Test
    void aPodThatEndedRestsBeforeItIsMadeAnew() {
        running(12).settled();
        var pod = new PodBuilder(given.pod("fashion-cameras-camera-1"))
                .withNewStatus()
                .withPhase("Failed")
                .addNewContainerStatus()
                .withNewState()
                .withNewTerminated()
                .withExitCode(137)
                .withFinishedAt("2026-01-01T00:59:50Z")
                .endTerminated()
                .endState()
                .endContainerStatus()
                .endStatus()
                .build();
        given.replace(pod);

        assertThat(given.plan().deletions()).isEmpty();
        assertThat(given.plan().lookAgain()).contains(Given.NOW.plusSeconds(20));

        given.now = Given.NOW.plusSeconds(20);
        assertThat(given.plan().deletions())
                .extracting(JobDecisionTest::name)
                .containsExactly("fashion-cameras-camera-1");
    }

    @Test
    void aPauseFinishesTheRoundThenStopsAll() {
        running(12).settled();
        job.getSpec().suspend = true;
        given.looked = false;

        var finishing = given.plan();
        assertThat(finishing.status().phase).isEqualTo(Phase.Training);
        assertThat(finishing.deletions()).isEmpty();
        assertThat(finishing.line().order().orElseThrow())
                .extracting(o -> o.suspended(), o -> o.roster().size())
                .containsExactly(true, 2);

        job.setStatus(finishing.status());
        given.progress("Suspended", 13);
        var asleep = given.plan();
        assertThat(asleep.status().phase).isEqualTo(Phase.Suspended);
        assertThat(asleep.deletions()).hasSize(2);
        assertThat(replicas(asleep)).isZero();
        assertThat(asleep.status().startTime).isNull();
        assertThat(asleep.announcements()).extracting(a -> a.reason()).containsExactly("Suspended");
    }

    @Test
    void aCoordinatorThatNeverFinishesItsRoundIsNotWaitedForForever() {
        running(12).settled();
        job.getSpec().suspend = true;
        job.setStatus(given.plan().status());

        assertThat(replicas(given.plan())).isEqualTo(1);
        assertThat(given.plan().lookAgain()).contains(Given.NOW.plus(Course.LONGEST_FINISH));

        given.now = Given.NOW.plus(Course.LONGEST_FINISH);
        assertThat(replicas(given.plan())).isZero();
    }

    @Test
    void aResumedJobGoesOnFromItsClaim() {
        running(12).settled();
        job.getSpec().suspend = true;
        given.progress("Suspended", 12).settled();
        job.getSpec().suspend = false;
        given.replace(scaled(0));
        given.report = Optional.empty();

        var plan = given.plan();

        assertThat(plan.status().phase).isEqualTo(Phase.Pending);
        assertThat(plan.status().round).isEqualTo("12/60");
        assertThat(replicas(plan)).isEqualTo(1);
        assertThat(plan.line().order().orElseThrow().committedRound()).isEqualTo(8);
        assertThat(plan.announcements()).extracting(a -> a.reason()).containsExactly("Resumed");
    }

    @Test
    void committedRoundsWithoutTheirClaimStartNothing() {
        running(12).settled();
        given.observed.removeIf(o -> o instanceof PersistentVolumeClaim);

        var plan = given.plan();

        assertThat(condition(plan, "CoordinatorReady").getReason()).isEqualTo("VolumeLost");
        assertThat(condition(plan, "CoordinatorReady").getMessage())
                .startsWith("claim fashion-checkpoints is gone, with 12 committed rounds");
        assertThat(plan.desired()).noneMatch(o -> o instanceof PersistentVolumeClaim);
        assertThat(replicas(plan)).isZero();
        assertThat(pods(plan)).isEmpty();
        assertThat(plan.status().checkpoint)
                .isNotNull()
                .extracting(c -> c.claimUid)
                .isEqualTo("claim-1");
    }

    @Test
    void anotherClaimOfTheSameNameIsNotTakenForTheOld() {
        running(12).settled();
        given.observed.removeIf(o -> o instanceof PersistentVolumeClaim);
        given.claim("claim-2");

        var plan = given.plan();

        assertThat(condition(plan, "CoordinatorReady").getReason()).isEqualTo("VolumeLost");
        assertThat(replicas(plan)).isZero();
        assertThat(plan.desired()).noneMatch(o -> o instanceof PersistentVolumeClaim);
        assertThat(plan.status().checkpoint)
                .isNotNull()
                .extracting(c -> c.claimUid)
                .isEqualTo("claim-1");
    }

    @Test
    void aClaimOfAnEarlierJobIsInUse() {
        given.claim("claim-1");
        job.getMetadata().setUid("uid-2");

        var plan = given.plan();

        assertThat(condition(plan, "CoordinatorReady").getReason()).isEqualTo("VolumeInUse");
        assertThat(plan.desired()).noneMatch(o -> o instanceof StatefulSet || o instanceof PersistentVolumeClaim);
        assertThat(plan.announcements()).extracting(a -> a.reason()).contains("VolumeInUse");
    }

    @Test
    void aDeadlineFailsTheJobWithItsNumbers() {
        running(12).settled();
        job.getSpec().activeDeadlineSeconds = 600L;
        assertThat(given.plan().lookAgain()).contains(Given.NOW.plusSeconds(600));

        given.now = Given.NOW.plusSeconds(600);
        var plan = given.plan();

        assertThat(plan.status().phase).isEqualTo(Phase.Failed);
        assertThat(condition(plan, "Failed").getReason()).isEqualTo("DeadlineExceeded");
        assertThat(condition(plan, "Failed").getMessage())
                .startsWith(
                        "activeDeadlineSeconds (600) have passed since 2026-01-01T01:00:00Z with 12 of 60 rounds committed");
        job.setStatus(plan.status());
        assertThat(replicas(given.plan())).isZero();
        assertThat(given.plan().deletions()).hasSize(2);
    }

    @Test
    void aJobThatNeverStartsFailsToo() {
        given.grants.clear();
        job.getSpec().preRunningDeadlineSeconds = 3600L;

        assertThat(given.plan().status().phase).isEqualTo(Phase.Failed);
    }

    @Test
    void anEndedJobStopsOnceItsEndIsInItsStatusAndGoesWhenItsTimeIsOver() {
        running(59).settled();
        job.getSpec().ttlSecondsAfterFinished = 100L;
        given.progress(given.report.orElseThrow().progress().toBuilder()
                .setPhase("Complete")
                .setRound(60)
                .setMessage("60 rounds are committed")
                .setModelPath("model.safetensors")
                .build());

        var ending = given.plan();
        assertThat(replicas(ending)).isEqualTo(1);
        assertThat(ending.announcements())
                .extracting(a -> a.message())
                .containsExactly(
                        "60 rounds are committed. The model is model.safetensors on claim fashion-checkpoints");

        job.setStatus(ending.status());
        var ended = given.plan();
        assertThat(replicas(ended)).isZero();
        assertThat(ended.deletions()).hasSize(2);
        assertThat(Serialization.asJson(ended.status())).isEqualTo(Serialization.asJson(job.getStatus()));
        assertThat(ended.lookAgain()).contains(Given.NOW.plusSeconds(10));

        given.now = Given.NOW.plusSeconds(100);
        assertThat(given.plan().deletions()).containsExactly(job);
    }

    @Test
    void aWorkerOutOfMemoryNamesPodLimitAndField() {
        running(12).settled();
        given.replace(new PodBuilder(given.pod("fashion-cameras-camera-1"))
                .editSpec()
                .withNodeName("camera-1")
                .endSpec()
                .editStatus()
                .addNewContainerStatus()
                .withReady(false)
                .withNewState()
                .withNewWaiting()
                .withReason("CrashLoopBackOff")
                .endWaiting()
                .endState()
                .withNewLastState()
                .withNewTerminated()
                .withReason("OOMKilled")
                .withExitCode(137)
                .endTerminated()
                .endLastState()
                .endContainerStatus()
                .endStatus()
                .build());

        var clients = condition(given.plan(), "ClientsReady");

        assertThat(clients.getReason()).isEqualTo("WorkerOutOfMemory");
        assertThat(clients.getMessage())
                .startsWith("pod fashion-cameras-camera-1 on node camera-1 needed more memory than its limit of ")
                .contains("spec.worker.resources.memory")
                .endsWith("2 of 2 clients are live. The live ones train on");
    }

    @Test
    void everyTenthRoundIsAnEventAndNoneIsToldTwice() {
        running(40).settled();
        given.progress(given.report.orElseThrow().progress().toBuilder()
                .setRound(50)
                .addHappenings(Happening.newBuilder()
                        .setNumber(1)
                        .setReason("RoundCommitted")
                        .setRound(30)
                        .setMessage("old"))
                .addHappenings(Happening.newBuilder()
                        .setNumber(2)
                        .setReason("RoundCommitted")
                        .setRound(45)
                        .setMessage("no"))
                .addHappenings(Happening.newBuilder()
                        .setNumber(3)
                        .setReason("RoundCommitted")
                        .setRound(50)
                        .setMessage("round 50: 2 of 2 clients"))
                .build());

        assertThat(given.plan().announcements())
                .extracting(a -> a.message())
                .containsExactly("round 50: 2 of 2 clients");

        given.settled();
        assertThat(given.plan().announcements()).extracting(a -> a.key()).containsExactly("happening/1/3");
    }

    private Given running(int round) {
        return given.claim("claim-1").coordinator(1).workers().progress("Training", round);
    }

    private StatefulSet scaled(int replicas) {
        var set = new Observed(given.observed)
                .find(StatefulSet.class, Names.coordinator(job))
                .orElseThrow();
        set.getSpec().setReplicas(replicas);
        return set;
    }

    private static EdgeClient client(String node) {
        return Serialization.unmarshal(
                """
                apiVersion: fedmoe.dev/v1alpha1
                kind: EdgeClient
                metadata: {name: cameras-%s, namespace: plant}
                spec: {poolRef: {name: cameras}, nodeName: %s}
                status: {state: Ready}
                """
                        .formatted(node, node),
                EdgeClient.class);
    }

    private static int replicas(JobPlan plan) {
        return plan.desired().stream()
                .filter(StatefulSet.class::isInstance)
                .map(s -> ((StatefulSet) s).getSpec().getReplicas())
                .findFirst()
                .orElse(0);
    }

    private static List<HasMetadata> pods(JobPlan plan) {
        return plan.desired().stream().filter(Pod.class::isInstance).toList();
    }

    private static String name(HasMetadata object) {
        return object.getMetadata().getName();
    }

    private static Condition condition(JobPlan plan, String type) {
        return plan.status().conditions.stream()
                .filter(c -> c.getType().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
