package dev.fedmoe.operator.job.report;

import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.crds.job.FederatedMoEJobStatus;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a job's status is worth a write. News at most once a second; figures that move within a round wait for the next one, or
 * ten seconds. Losing this memory costs one write.
 *
 * @param last write; empty when none is remembered
 */
public record JobStatusPacing(Optional<Written> last) {
    static final Duration NEWS = Duration.ofSeconds(1);
    static final Duration FIGURES = Duration.ofSeconds(10);

    /** Of a job that has not been looked at yet. */
    public static final JobStatusPacing FRESH = new JobStatusPacing(Optional.empty());

    /**
     * A write of a status.
     *
     * @param cached version of the object in the cache then: until that moves on, what was written is newer
     */
    public record Written(@Nullable String cached, String uid, FederatedMoEJobStatus status, Instant at) {}

    /** The job with the newest status known; never the cached object itself when that is older. */
    public FederatedMoEJob freshest(FederatedMoEJob cached) {
        var meta = cached.getMetadata();
        return last.filter(w -> w.uid.equals(meta.getUid()))
                .filter(w -> Objects.equals(w.cached, meta.getResourceVersion()))
                .map(w -> withStatus(cached, w.status))
                .orElse(cached);
    }

    /** Empty when there is nothing to write; else from when on it may be written, which may have passed. */
    public Optional<Instant> due(FederatedMoEJob job, FederatedMoEJobStatus next) {
        var before = job.getStatus();
        if (before != null && Serialization.asJson(before).equals(Serialization.asJson(next))) {
            return Optional.empty();
        }
        boolean news = before == null || !news(before).equals(news(next));
        return last.map(w -> w.at.plus(news ? NEWS : FIGURES)).or(() -> Optional.of(Instant.MIN));
    }

    /** After {@code status} has been written over {@code job}, as it was observed. */
    public JobStatusPacing wrote(FederatedMoEJob job, FederatedMoEJobStatus status, Instant at) {
        var meta = job.getMetadata();
        return new JobStatusPacing(Optional.of(new Written(meta.getResourceVersion(), meta.getUid(), status, at)));
    }

    private static FederatedMoEJob withStatus(FederatedMoEJob cached, FederatedMoEJobStatus status) {
        var job = new FederatedMoEJob();
        job.setMetadata(cached.getMetadata());
        job.setSpec(cached.getSpec());
        job.setStatus(status);
        return job;
    }

    private static List<Object> news(FederatedMoEJobStatus status) {
        var news = new ArrayList<Object>();
        news.add(Objects.requireNonNullElse(status.observedGeneration, 0L));
        news.add(String.valueOf(status.phase));
        news.add(String.valueOf(status.round));
        news.add(status.model == null ? "" : status.model.path);
        news.add(status.checkpoint == null ? "" : status.checkpoint.claimUid);
        status.conditions.forEach(c -> news.add(c.getType() + c.getStatus() + c.getReason()));
        return news;
    }
}
