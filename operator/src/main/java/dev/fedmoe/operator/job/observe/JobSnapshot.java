package dev.fedmoe.operator.job.observe;

import dev.fedmoe.controlplane.job.JobTranslation;
import dev.fedmoe.controlplane.job.JobTranslation.Refused;
import dev.fedmoe.controlplane.status.ExternalTrouble;
import dev.fedmoe.controlplane.status.JobPhases;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.crds.job.FederatedMoEJobStatus;
import dev.fedmoe.crds.job.FederatedMoEJobStatus.CheckpointStatus;
import dev.fedmoe.crds.job.FederatedMoEJobStatus.Phase;
import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.operator.identity.TokenKeys.Published;
import dev.fedmoe.operator.link.CoordinatorLinks.Report;
import dev.fedmoe.operator.naming.OwnedNames;
import dev.fedmoe.operator.pool.PlacementSource.Placed;
import dev.fedmoe.protocol.v1alpha1.Progress;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that a decision about one job looks at.
 *
 * @param job with its newest status
 */
public record JobSnapshot(
        FederatedMoEJob job,
        JobTranslation translation,
        Told told,
        NamespaceObjects observed,
        Trust trust,
        Instant now) {

    /**
     * What others say.
     *
     * @param pools those of the job's namespace
     * @param placed empty until its pool has been looked at
     * @param report empty until its coordinator has been heard
     * @param refused objects the API server would not take when last tried
     */
    public record Told(
            List<EdgeClientPool> pools,
            Optional<Placed> placed,
            Optional<Report> report,
            List<ExternalTrouble> refused) {
        public Told {
            pools = List.copyOf(pools);
            refused = List.copyOf(refused);
        }
    }

    /**
     * Who is who.
     *
     * @param keys empty until the API server has told them once
     * @param certificate as it should be; empty while another controller makes it
     * @param request for that other controller
     * @param authorityPem empty while there is no certificate
     */
    public record Trust(
            Optional<Published> keys,
            Optional<Secret> certificate,
            Optional<HasMetadata> request,
            String authorityPem) {}

    public List<String> refusals() {
        return translation instanceof Refused refused ? refused.problems() : List.of();
    }

    public @Nullable Phase phase() {
        return job.getStatus() == null ? null : job.getStatus().phase;
    }

    /** The end is in the status, so that nothing has to be asked of anyone any more. */
    public boolean ended() {
        return JobPhases.ended(phase());
    }

    public Optional<EdgeClientPool> pool() {
        var name = job.getSpec().poolRef.name;
        return told.pools.stream()
                .filter(p -> p.getMetadata().getName().equals(name))
                .findFirst();
    }

    public Optional<PersistentVolumeClaim> claim() {
        return observed.find(PersistentVolumeClaim.class, OwnedNames.checkpoints(job));
    }

    /** Replicas the coordinator is to have by what the cluster says; 0 when there is no StatefulSet. */
    public int replicas() {
        return observed.find(StatefulSet.class, OwnedNames.coordinator(job))
                .map(s -> s.getSpec().getReplicas())
                .orElse(0);
    }

    public CheckpointStatus checkpoint() {
        FederatedMoEJobStatus status = job.getStatus();
        return status == null || status.checkpoint == null ? new CheckpointStatus() : status.checkpoint;
    }

    public Optional<Progress> progress() {
        return told.report.map(Report::progress);
    }

    public boolean connected() {
        return told.report.map(Report::connected).orElse(false);
    }

    /** When the job's pause began or ended last; its creation when it never had one. */
    public Instant pauseChanged() {
        var created = job.getMetadata().getCreationTimestamp();
        var birth = created == null ? now : Instant.parse(created);
        return job.getStatus() == null
                ? birth
                : job.getStatus().conditions.stream()
                        .filter(c -> c.getType().equals("Suspended"))
                        .map(c -> Instant.parse(c.getLastTransitionTime()))
                        .filter(t -> t.isAfter(birth))
                        .findFirst()
                        .orElse(birth);
    }
}
