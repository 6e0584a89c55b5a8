package dev.fedmoe.coordinator.drive;

import dev.fedmoe.coordinator.job.ClientRegistry;
import dev.fedmoe.coordinator.job.Job;
import dev.fedmoe.coordinator.job.Roster;
import dev.fedmoe.coordinator.store.Commit;
import dev.fedmoe.coordinator.store.CommitRecord;
import dev.fedmoe.coordinator.store.PlanStore.Planned;
import dev.fedmoe.coordinator.store.RoundFacts;
import dev.fedmoe.core.alignment.AlignmentPlan;
import dev.fedmoe.core.fitness.AffinityMatrix;
import dev.fedmoe.core.fitness.AffinityTable;
import dev.fedmoe.core.model.ModelManifest;
import dev.fedmoe.protocol.server.FederationPort.TaskFeed;
import dev.fedmoe.protocol.v1alpha1.DesiredJob;
import dev.fedmoe.protocol.v1alpha1.JoinRequest;
import dev.fedmoe.protocol.v1alpha1.Task;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The plan of a job's first round before anything is started: the coordinator's own, of a roster that is there as a whole. */
public final class FirstRound {
    private static final TaskFeed NOBODY = new TaskFeed() {
        @Override
        public void send(Task task) {}

        @Override
        public void end() {}
    };

    private FirstRound() {}

    /**
     * As a coordinator would plan it, had no client told of its labels: nobody knows yet what they will tell.
     *
     * @param samples that each client trains on
     */
    public static Planned plan(Job job, DesiredJob desired, long samples) {
        var roster = Roster.of(desired);
        var members = new ClientRegistry();
        roster.trainers().keySet().forEach(client -> members.join(JoinRequest.newBuilder()
                        .setClient(client)
                        .setTrainingSamples(samples)
                        .build())
                .subscribe(NOBODY, ""));
        return new Planner(job, members, Duration.ZERO)
                .plan(
                        initial(job),
                        AffinityMatrix.of(AffinityTable.empty(job.manifest().experts())),
                        roster,
                        0);
    }

    private static Commit initial(Job job) {
        ModelManifest manifest = job.manifest();
        int experts = manifest.experts();
        var parts = manifest.parts().stream()
                .map(part -> new CommitRecord.Part(part.id().toString(), 0, 0, part.sizeBytes(), 0, ""))
                .toList();
        var record = new CommitRecord(
                new CommitRecord.Chain(job.settings().getUid(), manifest.fingerprint(), 0, 0, ""),
                parts,
                CommitRecord.Learned.nothing(experts),
                RoundFacts.none(experts),
                CommitRecord.Totals.NONE,
                new AlignmentPlan(List.of(), List.of()));
        return new Commit(record, "", Path.of(""));
    }
}
