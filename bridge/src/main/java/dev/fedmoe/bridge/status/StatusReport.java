package dev.fedmoe.bridge.status;

import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.crds.job.FederatedMoEJobStatus;
import dev.fedmoe.crds.job.FederatedMoEJobStatus.BestMetric;
import dev.fedmoe.crds.job.FederatedMoEJobStatus.ModelLocation;
import dev.fedmoe.crds.job.FederatedMoEJobStatus.Phase;
import dev.fedmoe.protocol.v1alpha1.Progress;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Objects;

/** A job's status from what is known of it. */
public final class StatusReport {
    private final Clock clock;

    public StatusReport(Clock clock) {
        this.clock = clock;
    }

    /** The next status; the one before is read from the job, never changed. */
    public FederatedMoEJobStatus of(Observation seen) {
        var job = seen.job();
        var before = Objects.requireNonNullElseGet(job.getStatus(), FederatedMoEJobStatus::new);
        var status = new FederatedMoEJobStatus();
        status.observedGeneration = generation(job);
        status.phase = phase(seen);
        status.startTime = before.startTime;
        status.completionTime = before.completionTime;
        figures(seen, status);
        if (status.startTime == null && status.phase == Phase.Training) {
            status.startTime = now();
        }
        boolean ended = status.phase == Phase.Complete || status.phase == Phase.Failed;
        if (status.completionTime == null && ended) {
            status.completionTime = now();
        }
        var conditions = Conditions.of(before.conditions, clock, generation(job));
        status.conditions = JobConditions.of(seen, status.phase, conditions).list();
        return status;
    }

    private static void figures(Observation seen, FederatedMoEJobStatus status) {
        var spec = seen.job().getSpec();
        var progress = seen.progress();
        if (progress == null) {
            int placed =
                    seen.placement() == null ? 0 : seen.placement().grants().size();
            status.round = "0/" + spec.training.rounds;
            status.clients = "0/" + placed;
            status.experts = "0/" + spec.model.experts;
            return;
        }
        status.round = progress.getRound() + "/" + spec.training.rounds;
        status.clients = progress.getLiveClients() + "/" + progress.getRosterClients();
        status.experts = progress.getCoveredExperts() + "/" + spec.model.experts;
        if (progress.getRound() > 0) {
            status.balance = Figures.balance(progress.getLoadCv());
            status.loadVariation = Figures.decimal(progress.getLoadCv());
        }
        status.metric = Figures.newest(progress);
        status.expertRows = progress.getExpertsList().stream().map(Figures::row).toList();
        best(progress, status);
    }

    private static void best(Progress progress, FederatedMoEJobStatus status) {
        if (progress.hasBest()) {
            status.bestMetric = new BestMetric();
            status.bestMetric.value = Figures.metric(progress.getBest());
            status.bestMetric.round = progress.getBest().getRound();
        }
        if (!progress.getModelPath().isEmpty()) {
            status.model = new ModelLocation();
            status.model.path = progress.getModelPath();
        }
    }

    private static Phase phase(Observation seen) {
        var progress = seen.progress();
        if (progress != null) {
            return Arrays.stream(Phase.values())
                    .filter(p -> p.name().equals(progress.getPhase()))
                    .findFirst()
                    .orElse(Phase.Pending);
        }
        return seen.job().getSpec().suspend ? Phase.Suspended : Phase.Pending;
    }

    private static long generation(FederatedMoEJob job) {
        return Objects.requireNonNullElse(job.getMetadata().getGeneration(), 1L);
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
