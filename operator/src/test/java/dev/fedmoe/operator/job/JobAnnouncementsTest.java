package dev.fedmoe.operator.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.operator.announce.EventRecorder.Announcement;
import dev.fedmoe.operator.testing.TestJobs;
import dev.fedmoe.protocol.v1alpha1.JobPhase;
import dev.fedmoe.protocol.v1alpha1.Progress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of clients that come and pods that go. */
class JobAnnouncementsTest {
    private final FederatedMoEJob job = TestJobs.stored();
    private final JobFixture given = new JobFixture(job);

    @Test
    void clientsThatComeForTheFirstTimeAreNotBack() {
        given.claim("claim-1")
                .coordinator(1)
                .progress(clients(JobPhase.JOB_PHASE_PENDING, 0, 0))
                .settled();

        given.progress(clients(JobPhase.JOB_PHASE_PENDING, 0, 2));

        assertThat(reasons()).contains("ClientsReady").doesNotContain("ClientBack");
    }

    @Test
    void aClientThatWasLostWhileTrainingIsBack() {
        given.claim("claim-1")
                .coordinator(1)
                .progress(clients(JobPhase.JOB_PHASE_TRAINING, 12, 1))
                .settled();

        given.progress(clients(JobPhase.JOB_PHASE_TRAINING, 12, 2));

        assertThat(reasons()).contains("ClientBack").doesNotContain("ClientsReady");
    }

    private List<String> reasons() {
        return given.plan().announcements().stream().map(Announcement::reason).toList();
    }

    private static Progress clients(JobPhase phase, int round, int live) {
        return Progress.newBuilder()
                .setPhase(phase)
                .setRound(round)
                .setEpoch(1)
                .setLiveClients(live)
                .setRosterClients(2)
                .setCoveredExperts(8)
                .build();
    }
}
