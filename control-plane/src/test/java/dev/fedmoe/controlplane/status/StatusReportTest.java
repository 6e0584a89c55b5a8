package dev.fedmoe.controlplane.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.controlplane.SampleManifests;
import dev.fedmoe.core.placement.PlacementPlan.Grant;
import dev.fedmoe.core.placement.PlacementPlan.JobPlacement;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.crds.job.FederatedMoEJobStatus;
import dev.fedmoe.crds.job.FederatedMoEJobStatus.Phase;
import dev.fedmoe.protocol.v1alpha1.ExpertProgress;
import dev.fedmoe.protocol.v1alpha1.JobPhase;
import dev.fedmoe.protocol.v1alpha1.Metric;
import dev.fedmoe.protocol.v1alpha1.MetricKind;
import dev.fedmoe.protocol.v1alpha1.Progress;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusReportTest {
    private static final JobPlacement PLACED =
            new JobPlacement("fashion", List.of(new Grant("a", 9, ""), new Grant("b", 7, "")), "", List.of());
    private static final Progress TRAINING = Progress.newBuilder()
            .setPhase(JobPhase.JOB_PHASE_TRAINING)
            .setEpoch(1)
            .setRound(12)
            .setLiveClients(2)
            .setRosterClients(2)
            .setCoveredExperts(8)
            .setLoadCv(0.18)
            .setEstimatedGlobal(Metric.newBuilder()
                    .setKind(MetricKind.METRIC_KIND_ESTIMATED_GLOBAL)
                    .setValue(0.5))
            .setBest(Metric.newBuilder()
                    .setKind(MetricKind.METRIC_KIND_ESTIMATED_GLOBAL)
                    .setValue(0.51)
                    .setRound(11))
            .addExperts(ExpertProgress.newBuilder()
                    .setExpert(0)
                    .setVersion(12)
                    .setLoad(0.127)
                    .setHolders(2)
                    .setPrice(0.081))
            .build();

    private final FederatedMoEJob job = SampleManifests.job();

    @Test
    void aJobNobodyHasLookedAtIsPending() {
        var status = report("00:00:01", JobObservation.of(job));

        assertThat(status.phase).isEqualTo(Phase.Pending);
        assertThat(status.round).isEqualTo("0/60");
        assertThat(status.balance).isNull();
        assertThat(condition(status, "CapacitySufficient").getStatus()).isEqualTo("Unknown");
        assertThat(condition(status, "Ready").getReason()).isEqualTo("NotPlaced");
        assertThat(status.observedGeneration).isEqualTo(3);
    }

    @Test
    void aTrainingJobShowsItsFigures() {
        var status = report("00:00:01", JobObservation.of(job).with(PLACED).with(TRAINING));

        assertThat(status.round).isEqualTo("12/60");
        assertThat(status.clients).isEqualTo("2/2");
        assertThat(status.experts).isEqualTo("8/8");
        assertThat(status.balance).isEqualTo("82%");
        assertThat(status.metric).isEqualTo("g 0.500");
        assertThat(status.bestMetric).extracting(b -> b.value, b -> b.round).containsExactly("g 0.510", 11);
        assertThat(status.expertRows.get(0))
                .extracting(r -> r.load, r -> r.price)
                .containsExactly("0.127", "0.08");
        assertThat(status.startTime).isEqualTo("2026-01-01T00:00:01Z");
        assertThat(condition(status, "Ready").getStatus()).isEqualTo("True");
        assertThat(condition(status, "CapacitySufficient").getMessage()).isEqualTo("16 slots on 2 clients");
    }

    @Test
    void aShortageIsToldInPlacementsWords() {
        var shortage = new JobPlacement(
                "fashion", List.of(), "needs 16 slots (8 experts × 2 holders), 11 free on 5 clients.", List.of());

        var status = report("00:00:01", JobObservation.of(job).with(shortage));

        assertThat(condition(status, "CapacitySufficient").getReason()).isEqualTo("NotEnoughSlots");
        assertThat(condition(status, "Ready").getMessage())
                .isEqualTo("CapacitySufficient: needs 16 slots (8 experts × 2 holders), 11 free on 5 clients.");
    }

    @Test
    void aStarvedExpertIsNamed() {
        var starving = TRAINING.toBuilder()
                .setCoveredExperts(7)
                .addExperts(ExpertProgress.newBuilder()
                        .setExpert(6)
                        .setVersion(31)
                        .setHolders(2)
                        .setRoundsWithoutUpdate(12))
                .build();

        assertThat(condition(report("00:00:01", JobObservation.of(job).with(starving)), "ExpertsCovered")
                        .getMessage())
                .isEqualTo(
                        "7 of 8 experts are being trained. Expert 6 has had no accepted update for 12 rounds (holders: 2). "
                                + "It keeps its weights of round 31");
    }

    @Test
    void aConditionsTransitionTimeMovesOnlyWithItsStatus() {
        job.setStatus(report("00:00:01", JobObservation.of(job).with(PLACED).with(TRAINING)));
        job.setStatus(report("00:00:05", JobObservation.of(job).with(PLACED).with(TRAINING)));
        assertThat(condition(job.getStatus(), "ClientsReady").getLastTransitionTime())
                .isEqualTo("2026-01-01T00:00:01Z");

        var lost = TRAINING.toBuilder().setLiveClients(1).build();
        var status = report("00:00:09", JobObservation.of(job).with(PLACED).with(lost));

        assertThat(condition(status, "ClientsReady").getLastTransitionTime()).isEqualTo("2026-01-01T00:00:09Z");
        assertThat(condition(status, "CoordinatorReady").getLastTransitionTime())
                .isEqualTo("2026-01-01T00:00:01Z");
        assertThat(status.conditions).extracting(Condition::getType).doesNotHaveDuplicates();
        assertThat(condition(job.getStatus(), "ClientsReady").getStatus()).isEqualTo("True");
    }

    @Test
    void theEndIsKeptOnceReached() {
        var done = TRAINING.toBuilder()
                .setPhase(JobPhase.JOB_PHASE_COMPLETE)
                .setMessage("all 60 rounds")
                .setModelPath("model.safetensors")
                .build();
        job.setStatus(report("00:00:01", JobObservation.of(job).with(TRAINING)));
        job.setStatus(report("00:01:00", JobObservation.of(job).with(done)));

        var status = report("00:02:00", JobObservation.of(job).with(done));

        assertThat(status.startTime).isEqualTo("2026-01-01T00:00:01Z");
        assertThat(status.completionTime).isEqualTo("2026-01-01T00:01:00Z");
        assertThat(status.model).extracting(m -> m.path).isEqualTo("model.safetensors");
        assertThat(condition(status, "Complete").getMessage()).isEqualTo("all 60 rounds");
        assertThat(condition(status, "Progressing").getStatus()).isEqualTo("False");
    }

    @Test
    void whatCannotRunSaysWhyAndSuspensionShows() {
        job.getSpec().suspend = true;

        var status = report("00:00:01", JobObservation.of(job).refused(List.of("spec.x: y is not built yet")));

        assertThat(condition(status, "Accepted").getReason()).isEqualTo("NotBuilt");
        assertThat(status.phase).isEqualTo(Phase.Suspended);
        assertThat(condition(status, "Suspended").getStatus()).isEqualTo("True");
    }

    @Test
    void afterAPauseNobodyIsThereUntilTheCoordinatorSaysSo() {
        var paused = new ClusterObservation(
                List.of(), null, new ClusterObservation.Claim("fashion-checkpoints", "claim-1"), true);
        job.getSpec().suspend = true;
        job.setStatus(report("00:00:01", JobObservation.of(job).with(TRAINING).with(paused)));
        assertThat(job.getStatus().clients).isEqualTo("0/2");
        job.getStatus().clients = "2/2";

        job.getSpec().suspend = false;
        var status = report("00:00:05", JobObservation.of(job).with(PLACED));

        assertThat(status.phase).isEqualTo(Phase.Pending);
        assertThat(status.clients).isEqualTo("0/" + PLACED.grants().size());
        assertThat(status.round).isEqualTo("12/60");
    }

    @Test
    void balanceIsNeverNegative() {
        assertThat(FigureFormat.balance(1.73)).isEqualTo("0%");
        assertThat(FigureFormat.balance(0)).isEqualTo("100%");
    }

    private static FederatedMoEJobStatus report(String time, JobObservation seen) {
        var clock = Clock.fixed(Instant.parse("2026-01-01T" + time + "Z"), ZoneOffset.UTC);
        return new StatusReport(clock).of(seen);
    }

    private static Condition condition(FederatedMoEJobStatus status, String type) {
        return status.conditions.stream()
                .filter(c -> c.getType().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
