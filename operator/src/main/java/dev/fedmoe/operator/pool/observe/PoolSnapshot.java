package dev.fedmoe.operator.pool.observe;

import dev.fedmoe.controlplane.job.JobTranslation;
import dev.fedmoe.controlplane.job.JobTranslation.Translated;
import dev.fedmoe.controlplane.status.JobPhases;
import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.operator.link.CoordinatorLinks.Report;
import dev.fedmoe.protocol.v1alpha1.ClientProgress;
import dev.fedmoe.protocol.v1alpha1.ClientState;
import dev.fedmoe.protocol.v1alpha1.JobPhase;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All that is decided on for one pool.
 *
 * @param pools all there are, this one among them
 * @param clients the pool's own, as observed, by name
 * @param jobs of the pool that can run at all and have not ended, suspended ones among them; by name
 * @param now when all this was looked at
 */
public record PoolSnapshot(
        EdgeClientPool pool,
        List<EdgeClientPool> pools,
        Map<String, EdgeClient> clients,
        Cluster cluster,
        List<SeenJob> jobs,
        Instant now) {

    /**
     * What is not ours.
     *
     * @param pods of all namespaces, as {@link PlacedPods#reduced}
     * @param claims of the pool's namespace, by name
     * @param volumes by name
     */
    public record Cluster(
            List<Node> nodes,
            List<Pod> pods,
            Map<String, PersistentVolumeClaim> claims,
            Map<String, PersistentVolume> volumes) {}

    /** A job, and what its coordinator has said. */
    public record SeenJob(FederatedMoEJob job, Translated translated, Optional<Report> report) {
        private static final Set<JobPhase> ENDED = Set.of(JobPhase.JOB_PHASE_COMPLETE, JobPhase.JOB_PHASE_FAILED);

        /** Empty for a job that has ended, is being deleted, or cannot run. */
        public static Optional<SeenJob> of(FederatedMoEJob job, Optional<Report> report) {
            var status = job.getStatus();
            boolean ended = status != null && JobPhases.ended(status.phase);
            boolean reported =
                    report.filter(r -> ENDED.contains(r.progress().getPhase())).isPresent();
            if (ended || reported || job.getMetadata().getDeletionTimestamp() != null) {
                return Optional.empty();
            }
            return JobTranslation.of(job) instanceof Translated translated
                    ? Optional.of(new SeenJob(job, translated, report))
                    : Optional.empty();
        }

        public String name() {
            return job.getMetadata().getName();
        }

        public boolean isWanted() {
            return !job.getSpec().suspend;
        }

        /** Of clients that answer now; what a coordinator said before it fell silent is no measurement. */
        public Stream<ClientProgress> live() {
            return report.filter(r -> isWanted() && r.connected()).stream()
                    .flatMap(r -> r.progress().getClientsList().stream())
                    .filter(c -> c.getState() != ClientState.CLIENT_STATE_LOST);
        }
    }
}
