package dev.fedmoe.operator.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.crds.job.FederatedMoEJobStatus.Phase;
import dev.fedmoe.protocol.v1alpha1.Happening;
import dev.fedmoe.protocol.v1alpha1.JobPhase;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

/** Stories of what goes wrong in a job's life, and of what is told of it. */
class JobTroubleTest extends JobStory {

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
        assertThat(given.lookAgain()).contains(JobFixture.NOW.plusSeconds(600));

        given.now = JobFixture.NOW.plusSeconds(600);
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
    void aPoolThatIsAppliedRightAfterItsJobIsNotMissed() {
        given.pools.clear();
        job.getMetadata().setCreationTimestamp(JobFixture.NOW.minusSeconds(2).toString());

        assertThat(given.plan().announcements()).isEmpty();
        given.settled();
        assertThat(given.lookAgain()).contains(JobFixture.NOW.plusSeconds(1));

        given.now = JobFixture.NOW.plusSeconds(1);
        assertThat(given.plan().announcements()).extracting(a -> a.reason()).containsExactly("PoolNotFound");
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
                .setPhase(JobPhase.JOB_PHASE_COMPLETE)
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
        assertThat(given.lookAgain()).contains(JobFixture.NOW.plusSeconds(10));

        given.now = JobFixture.NOW.plusSeconds(100);
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
}
