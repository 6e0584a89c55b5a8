package dev.fedmoe.controlplane.status;

import dev.fedmoe.crds.job.FederatedMoEJobStatus;
import dev.fedmoe.crds.job.FederatedMoEJobStatus.BestMetric;
import dev.fedmoe.crds.job.FederatedMoEJobStatus.CheckpointStatus;
import dev.fedmoe.crds.job.FederatedMoEJobStatus.ModelLocation;
import dev.fedmoe.crds.job.FederatedMoEJobStatus.Phase;
import dev.fedmoe.protocol.v1alpha1.Progress;
import org.jspecify.annotations.Nullable;

/** The numbers of a status: the coordinator's newest, or those known before while it says nothing. */
final class StatusMetrics {
    private StatusMetrics() {}

    static void fill(FederatedMoEJobStatus status, FederatedMoEJobStatus before, JobObservation seen) {
        var progress = seen.progress();
        boolean ended = JobPhases.ended(before.phase);
        if (progress == null || ended) {
            keep(status, before, seen);
        } else {
            report(status, seen, progress);
        }
        status.checkpoint = checkpoint(before, seen);
        if (status.model == null) {
            status.model = before.model;
        }
        var claim = seen.around().checkpoint();
        if (status.model != null && status.model.claimName == null && claim != null) {
            var location = new ModelLocation();
            location.path = status.model.path;
            location.claimName = claim.name();
            status.model = location;
        }
    }

    private static void keep(FederatedMoEJobStatus status, FederatedMoEJobStatus before, JobObservation seen) {
        var spec = seen.job().getSpec();
        int placed = seen.placement() == null ? 0 : seen.placement().grants().size();
        boolean known = before.round != null;
        int committed = before.checkpoint == null ? 0 : before.checkpoint.round;
        status.round = JobPhases.ended(before.phase) && known ? before.round : committed + "/" + spec.training.rounds;
        // The operator may be new while all goes on; after a pause nobody is there yet.
        boolean goesOn = before.phase == Phase.Training && committed > 0;
        status.clients = known && goesOn && !seen.around().asleep() ? before.clients : "0/" + placed;
        status.experts = known ? before.experts : "0/" + spec.model.experts;
        status.balance = before.balance;
        status.loadVariation = before.loadVariation;
        status.metric = before.metric;
        status.bestMetric = before.bestMetric;
        status.expertRows = before.expertRows;
        if (JobPhases.ended(before.phase)) {
            status.clients = before.clients;
        }
    }

    private static void report(FederatedMoEJobStatus status, JobObservation seen, Progress progress) {
        var spec = seen.job().getSpec();
        status.round = progress.getRound() + "/" + spec.training.rounds;
        status.clients = (seen.around().asleep() ? 0 : progress.getLiveClients()) + "/" + progress.getRosterClients();
        status.experts = progress.getCoveredExperts() + "/" + spec.model.experts;
        if (progress.getRound() > 0) {
            status.balance = FigureFormat.balance(progress.getLoadCv());
            status.loadVariation = FigureFormat.decimal(progress.getLoadCv());
        }
        status.metric = FigureFormat.newest(progress);
        status.expertRows =
                progress.getExpertsList().stream().map(FigureFormat::row).toList();
        if (progress.hasBest()) {
            status.bestMetric = new BestMetric();
            status.bestMetric.value = FigureFormat.metric(progress.getBest());
            status.bestMetric.round = progress.getBest().getRound();
        }
        if (!progress.getModelPath().isEmpty()) {
            status.model = new ModelLocation();
            status.model.path = progress.getModelPath();
        }
    }

    /**
     * Once rounds are on a claim, its uid is never replaced by that of another. A coordinator without any commit has lost its
     * volume: what it should have had is not forgotten for that.
     */
    private static @Nullable CheckpointStatus checkpoint(FederatedMoEJobStatus before, JobObservation seen) {
        var next = new CheckpointStatus();
        if (before.checkpoint != null) {
            next.claimUid = before.checkpoint.claimUid;
            next.round = before.checkpoint.round;
        }
        var claim = seen.around().checkpoint();
        if (claim != null && next.round == 0) {
            next.claimUid = claim.uid();
        }
        if (seen.progress() != null && seen.progress().getRound() > 0) {
            next.round = seen.progress().getRound();
        }
        return next.claimUid.isEmpty() ? before.checkpoint : next;
    }
}
