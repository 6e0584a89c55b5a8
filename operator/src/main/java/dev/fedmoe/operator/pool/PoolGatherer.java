package dev.fedmoe.operator.pool;

import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.operator.link.CoordinatorLinks;
import dev.fedmoe.operator.pool.PoolSnapshot.Cluster;
import dev.fedmoe.operator.pool.PoolSnapshot.SeenJob;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks, at caches only. */
final class PoolGatherer {
    private final PoolSources sources;
    private final CoordinatorLinks coordinators;

    PoolGatherer(PoolSources sources, CoordinatorLinks coordinators) {
        this.sources = sources;
        this.coordinators = coordinators;
    }

    PoolSnapshot gather(EdgeClientPool pool) {
        var cluster = new Cluster(
                sources.nodes().toList(),
                sources.pods().toList(),
                byName(sources.claims(pool)),
                byName(sources.volumes()));
        var jobs = sources.jobs(pool)
                .flatMap(j -> SeenJob.of(j, coordinators.latest(ResourceID.fromResource(j))).stream())
                .sorted(Comparator.comparing(SeenJob::name))
                .toList();
        return new PoolSnapshot(pool, sources.pools().toList(), byName(sources.clients(pool)), cluster, jobs);
    }

    static ResourceID job(EdgeClientPool pool, String name) {
        return new ResourceID(name, pool.getMetadata().getNamespace());
    }

    private static <T extends HasMetadata> Map<String, T> byName(Stream<T> objects) {
        return objects.collect(Collectors.toMap(o -> o.getMetadata().getName(), Function.identity(), (a, b) -> b));
    }
}
