package dev.fedmoe.operator.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.controlplane.status.JobReasons;
import dev.fedmoe.crds.job.FederatedMoEJobStatus;
import dev.fedmoe.crds.job.FederatedMoEJobStatus.Phase;
import dev.fedmoe.operator.job.observe.JobSnapshot;
import dev.fedmoe.operator.job.report.JobStatusPacing;
import dev.fedmoe.operator.job.run.DesiredRunState;
import dev.fedmoe.operator.naming.OwnedLabels.Component;
import dev.fedmoe.protocol.v1alpha1.JobPhase;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Stories from a job's life. */
class JobDecisionTest extends JobStory {

    @Test
    void aRunningJobIsLeftAlone() {
        running(12).settled();

        var plan = given.plan();

        assertThat(plan.deletions()).isEmpty();
        assertThat(plan.announcements()).isEmpty();
        assertThat(Serialization.asJson(plan.status())).isEqualTo(Serialization.asJson(job.getStatus()));
        assertThat(condition(plan, "Ready").getStatus()).isEqualTo("True");
        assertThat(given.lookAgain()).isEmpty();
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
        assertThat(plan.line().order().orElseThrow().roster().entries()).hasSize(1);
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
        assertThat(given.lookAgain()).contains(JobFixture.NOW.plusSeconds(20));

        given.now = JobFixture.NOW.plusSeconds(20);
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
                .extracting(o -> o.suspended(), o -> o.roster().entries().size())
                .containsExactly(true, 2);

        job.setStatus(finishing.status());
        given.progress(JobPhase.JOB_PHASE_SUSPENDED, 13);
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
        assertThat(given.lookAgain()).contains(JobFixture.NOW.plus(DesiredRunState.LONGEST_FINISH));

        given.now = JobFixture.NOW.plus(DesiredRunState.LONGEST_FINISH);
        assertThat(replicas(given.plan())).isZero();
    }

    @Test
    void aResumedJobGoesOnFromItsClaim() {
        running(12).settled();
        job.getSpec().suspend = true;
        given.progress(JobPhase.JOB_PHASE_SUSPENDED, 12).settled();
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
    void decidingChangesNothingAndGivesTheSameAgain() {
        running(12).settled();
        given.grants.remove(1);
        var seen = given.snapshot();
        var memory =
                new JobMemory(JobStatusPacing.FRESH.wrote(job, new FederatedMoEJobStatus(), JobFixture.NOW), List.of());
        var before = text(seen);

        var first = new JobDecision(JobFixture.SETTINGS).of(seen, memory);
        var second = new JobDecision(JobFixture.SETTINGS).of(seen, memory);

        assertThat(second).usingRecursiveComparison().isEqualTo(first);
        assertThat(text(seen)).isEqualTo(before);
        assertThat(Serialization.asJson(memory.pacing().last().orElseThrow().status()))
                .isEqualTo(Serialization.asJson(new FederatedMoEJobStatus()));
    }

    @Test
    void aStatusIsWrittenOnceASecondAtMost() {
        running(12).settled();
        var memory = new JobMemory(JobStatusPacing.FRESH.wrote(job, job.getStatus(), JobFixture.NOW), List.of());
        given.progress(JobPhase.JOB_PHASE_TRAINING, 13);

        var decision = new JobDecision(JobFixture.SETTINGS).of(given.snapshot(), memory);

        assertThat(decision.plan().statusDue()).isFalse();
        assertThat(decision.lookAgain()).contains(JobFixture.NOW.plusSeconds(1));
    }

    @Test
    void whatABugHasLeftInTheStatusGoesWithTheNextGoodLook() {
        running(12).settled();
        var conditions = new ArrayList<>(job.getStatus().conditions);
        conditions.add(new ConditionBuilder()
                .withType(JobReasons.RECONCILED)
                .withStatus("False")
                .withReason(JobReasons.INTERNAL_ERROR)
                .build());
        job.getStatus().conditions = conditions;

        assertThat(given.plan().status().conditions)
                .extracting(Condition::getType)
                .contains(JobReasons.READY)
                .doesNotContain(JobReasons.RECONCILED);
    }

    private static String text(JobSnapshot seen) {
        var objects = new ArrayList<Object>();
        objects.add(seen.job());
        objects.addAll(seen.told().pools());
        objects.addAll(seen.told().placed().orElseThrow().clients());
        for (var component : Component.values()) {
            objects.addAll(seen.observed().pods(seen.job(), component));
        }
        objects.add(seen.claim().orElseThrow());
        return Serialization.asJson(objects) + seen.progress() + seen.told().refused();
    }
}
