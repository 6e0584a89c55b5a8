package dev.fedmoe.core.federation.planning;

import dev.fedmoe.core.alignment.AlignmentPlan;
import dev.fedmoe.core.federation.client.ClientTable;
import dev.fedmoe.core.federation.client.JoinClaim;
import dev.fedmoe.core.federation.client.WorkerProfile;
import dev.fedmoe.core.federation.knowledge.CommittedModel;
import dev.fedmoe.core.federation.knowledge.LearnedTables;
import dev.fedmoe.core.federation.knowledge.RoundFacts;
import dev.fedmoe.core.federation.knowledge.RoundRecord;
import dev.fedmoe.core.federation.knowledge.TrainingTotals;
import dev.fedmoe.core.job.JobSpec;
import dev.fedmoe.core.job.state.ClientRole;
import dev.fedmoe.core.job.state.Roster;
import dev.fedmoe.core.model.ModelManifest;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.core.model.PartSpec;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

/** The plan of a job's first round before anything is started: the coordinator's own, of a roster that is there as a whole. */
public record FirstRoundPlanner(JobSpec job, Roster roster) {
    /**
     * As a coordinator would plan it, had no client told of its labels: nobody knows yet what they will tell.
     *
     * @param samples that each client trains on
     */
    public PlannedRound plan(long samples) {
        var limits = new WaitLimits(Duration.ZERO, Duration.ZERO, Duration.ZERO);
        var run = FederationRun.of(job, 0, limits, 0);
        var claim = new JoinClaim(ClientRole.TRAINER, WorkerProfile.UNKNOWN, samples, List.of());
        var clients = ClientTable.EMPTY;
        for (String client : roster.trainers().keySet()) {
            clients = clients.joined(client, claim).change(client, joined -> joined.listening(0, ""));
        }
        return new RoundPlanner(run, job.training(), roster, clients).plan(untrained(run.manifest()), 0);
    }

    /** Round 0 of a model. */
    public static CommittedModel untrained(ModelManifest manifest) {
        int experts = manifest.experts();
        var versions = new TreeMap<PartId, Integer>();
        manifest.parts().stream().map(PartSpec::id).forEach(part -> versions.put(part, 0));
        return CommittedModel.of(
                0,
                "",
                versions,
                new RoundRecord(
                        LearnedTables.nothing(experts),
                        RoundFacts.none(experts),
                        TrainingTotals.NONE,
                        new AlignmentPlan(List.of(), List.of())));
    }
}
