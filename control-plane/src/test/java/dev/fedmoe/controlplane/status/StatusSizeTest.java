package dev.fedmoe.controlplane.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.controlplane.SampleManifests;
import dev.fedmoe.core.placement.PlacementPlan.Grant;
import dev.fedmoe.core.placement.PlacementPlan.JobPlacement;
import dev.fedmoe.protocol.v1alpha1.ClientProgress;
import dev.fedmoe.protocol.v1alpha1.ClientState;
import dev.fedmoe.protocol.v1alpha1.ExpertProgress;
import dev.fedmoe.protocol.v1alpha1.JobPhase;
import dev.fedmoe.protocol.v1alpha1.Progress;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusSizeTest {
    @Test
    void aStatusStaysBelow256KiBWith5000ClientsAnd1024Experts() {
        var job = SampleManifests.job();
        job.getSpec().model.experts = 1024;
        var progress = Progress.newBuilder()
                .setPhase(JobPhase.JOB_PHASE_TRAINING)
                .setRound(999_999)
                .setRosterClients(5000);
        for (int e = 0; e < 1024; e++) {
            progress.addExperts(ExpertProgress.newBuilder()
                    .setExpert(e)
                    .setVersion(999_999)
                    .setLoad(0.001)
                    .setHolders(5000)
                    .setPrice(1000.123));
        }
        var grants = new ArrayList<Grant>();
        var findings = new ArrayList<ExternalTrouble>();
        for (int c = 0; c < 5000; c++) {
            var name = "cameras-" + "x".repeat(200) + c;
            grants.add(new Grant(name, 1, "joins"));
            progress.addClients(ClientProgress.newBuilder().setClient(name).setState(ClientState.CLIENT_STATE_LOST));
            findings.add(new ExternalTrouble(JobReasons.COORDINATOR_READY, JobReasons.OBJECT_REFUSED, name.repeat(10)));
        }
        var seen = JobObservation.of(job)
                .with(new JobPlacement("fashion", grants, "", List.of()))
                .with(progress.build())
                .with(new ClusterObservation(findings, null, null, false));

        var status = new StatusReport(Clock.systemUTC()).of(seen);

        assertThat(Serialization.asJson(status).length()).isLessThan(256 * 1024);
        assertThat(status.expertRows).hasSize(1024);
    }
}
