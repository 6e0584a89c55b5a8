package dev.fedmoe.operator.job;

import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.crds.job.FederatedMoEJobStatus;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * When a status is worth a write. News at most once a second a job; figures that move within a round wait for the next one, or
 * ten seconds. Losing this memory costs one write a job.
 */
final class JobStatusPacing {
    static final Duration NEWS = Duration.ofSeconds(1);
    static final Duration FIGURES = Duration.ofSeconds(10);

    private final Map<ResourceID, Written> written = new ConcurrentHashMap<>();

    /**
     * The last write.
     *
     * @param cached version of the object in the cache then: until that moves on, what was written is newer
     */
    private record Written(@Nullable String cached, String uid, FederatedMoEJobStatus status, Instant at) {}

    /** The job with the newest status known; never the cached object itself when that is older. */
    FederatedMoEJob freshest(FederatedMoEJob cached) {
        var last = written.get(ResourceID.fromResource(cached));
        if (last == null
                || !last.uid.equals(cached.getMetadata().getUid())
                || !Objects.equals(last.cached, cached.getMetadata().getResourceVersion())) {
            return cached;
        }
        var job = new FederatedMoEJob();
        job.setMetadata(cached.getMetadata());
        job.setSpec(cached.getSpec());
        job.setStatus(last.status);
        return job;
    }

    /** Empty when there is nothing to write; else from when on it may be written, which may have passed. */
    Optional<Instant> due(FederatedMoEJob job, FederatedMoEJobStatus next) {
        var before = job.getStatus();
        if (before != null && Serialization.asJson(before).equals(Serialization.asJson(next))) {
            return Optional.empty();
        }
        var last = written.get(ResourceID.fromResource(job));
        if (last == null) {
            return Optional.of(Instant.MIN);
        }
        boolean news = before == null || !news(before).equals(news(next));
        return Optional.of(last.at.plus(news ? NEWS : FIGURES));
    }

    void wrote(FederatedMoEJob job, FederatedMoEJobStatus status, Instant at) {
        var meta = job.getMetadata();
        written.put(ResourceID.fromResource(job), new Written(meta.getResourceVersion(), meta.getUid(), status, at));
    }

    void forget(ResourceID job) {
        written.remove(job);
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
