package dev.fedmoe.operator.pool.observe;

import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.operator.link.CoordinatorLinks;
import dev.fedmoe.operator.pool.observe.PoolSnapshot.Cluster;
import dev.fedmoe.operator.pool.observe.PoolSnapshot.SeenJob;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One look at a pool and all around it, at caches only. */
public final class PoolGatherer {
    private final PoolEventSources sources;
    private final CoordinatorLinks coordinators;

    public PoolGatherer(PoolEventSources sources, CoordinatorLinks coordinators) {
        this.sources = sources;
        this.coordinators = coordinators;
    }

    public PoolSnapshot gather(EdgeClientPool pool, Instant now) {
        var cluster = new Cluster(
                sources.nodes().toList(),
                sources.pods().toList(),
                byName(sources.claims(pool)),
                byName(sources.volumes()));
        var jobs = sources.jobs(pool)
                .flatMap(j -> SeenJob.of(j, coordinators.latest(ResourceID.fromResource(j))).stream())
                .sorted(Comparator.comparing(SeenJob::name))
                .toList();
        return new PoolSnapshot(pool, sources.pools().toList(), byName(sources.clients(pool)), cluster, jobs, now);
    }

    private static <T extends HasMetadata> Map<String, T> byName(Stream<T> objects) {
        return objects.collect(Collectors.toMap(o -> o.getMetadata().getName(), Function.identity(), (a, b) -> b));
    }
}
