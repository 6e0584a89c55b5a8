package dev.fedmoe.operator.pool;

import dev.fedmoe.controlplane.placement.PlacementGatherer;
import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.operator.cache.ReducingStore;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.SecondaryToPrimaryMapper;
import io.javaoperatorsdk.operator.processing.event.source.filter.OnUpdateFilter;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All that pools look at, from caches, and which pools a change concerns. */
final class PoolSources {
    private final EventSourceContext<EdgeClientPool> context;
    private final InformerEventSource<EdgeClientPool, EdgeClientPool> pools;
    private final InformerEventSource<EdgeClient, EdgeClientPool> clients;
    private final InformerEventSource<FederatedMoEJob, EdgeClientPool> jobs;
    private final InformerEventSource<Node, EdgeClientPool> nodes;
    private final InformerEventSource<Pod, EdgeClientPool> pods;
    private final InformerEventSource<PersistentVolumeClaim, EdgeClientPool> claims;
    private final InformerEventSource<PersistentVolume, EdgeClientPool> volumes;
    private final SimpleInboundEventSource<EdgeClientPool> news = new SimpleInboundEventSource<>("pool-news");

    /** @param busy hears of pods that have changed: often, so that it should wait a little */
    PoolSources(EventSourceContext<EdgeClientPool> context, Consumer<Pod> busy) {
        this.context = context;
        // A pool that changes gives nodes to others, or takes them.
        pools = source(of(EdgeClientPool.class, p -> all(), PlacementTriggers::ofSpec));
        clients = source(of(EdgeClient.class, PoolSources::owner, (now, before) -> true));
        jobs = source(of(FederatedMoEJob.class, PoolSources::owner, PlacementTriggers::ofJob));
        claims = source(of(PersistentVolumeClaim.class, this::neighbours, PlacementTriggers::ofClaim));
        nodes = source(of(Node.class, n -> all(), PlacementTriggers::ofNode).withWatchAllNamespaces());
        volumes = source(of(PersistentVolume.class, v -> all(), PlacementTriggers::ofVolume)
                .withWatchAllNamespaces());
        SecondaryToPrimaryMapper<Pod> later = pod -> {
            busy.accept(pod);
            return Set.of();
        };
        pods = source(of(Pod.class, later, PlacementTriggers::ofPod)
                .withItemStore(new ReducingStore<>(PlacedPods::reduced))
                .withWatchAllNamespaces());
    }

    List<EventSource<?, EdgeClientPool>> list() {
        return List.of(pools, clients, jobs, nodes, pods, claims, volumes, news);
    }

    /** An empty cache that has not been filled yet looks like a cluster without nodes: every client would have to go. */
    boolean areComplete() {
        return Stream.of(pools, clients, jobs, nodes, pods, claims, volumes)
                .flatMap(s -> s.informerHealthIndicators().values().stream())
                .allMatch(InformerHealthIndicator::hasSynced);
    }

    void wake(ResourceID pool) {
        if (news.isRunning()) {
            news.propagateEvent(pool);
        }
    }

    void wakeAll() {
        all().forEach(this::wake);
    }

    Stream<EdgeClientPool> pools() {
        return pools.list(p -> true);
    }

    Stream<EdgeClient> clients(EdgeClientPool pool) {
        return clients.list(c -> owner(c).contains(ResourceID.fromResource(pool)));
    }

    Stream<FederatedMoEJob> jobs(EdgeClientPool pool) {
        return jobs.list(j -> owner(j).contains(ResourceID.fromResource(pool)));
    }

    Stream<PersistentVolumeClaim> claims(EdgeClientPool pool) {
        var namespace = pool.getMetadata().getNamespace();
        return claims.list(c -> Objects.equals(c.getMetadata().getNamespace(), namespace));
    }

    Stream<Node> nodes() {
        return nodes.list(n -> true);
    }

    Stream<Pod> pods() {
        return pods.list(p -> true);
    }

    Stream<PersistentVolume> volumes() {
        return volumes.list(v -> true);
    }

    /** Pools that match the node now. */
    Stream<ResourceID> poolsOf(String node) {
        if (!nodes.isRunning() || !pools.isRunning()) {
            return Stream.empty();
        }
        return nodes.get(new ResourceID(node)).stream()
                .flatMap(n -> pools().filter(p -> PlacementGatherer.matches(p, n)))
                .map(ResourceID::fromResource);
    }

    Set<ResourceID> poolOf(ResourceID job) {
        if (!jobs.isRunning()) {
            return Set.of();
        }
        return jobs.get(job).map(PoolSources::owner).orElse(Set.of());
    }

    private static Set<ResourceID> owner(EdgeClient client) {
        return Set.of(new ResourceID(
                client.getSpec().poolRef.name, client.getMetadata().getNamespace()));
    }

    private static Set<ResourceID> owner(FederatedMoEJob job) {
        return Set.of(
                new ResourceID(job.getSpec().poolRef.name, job.getMetadata().getNamespace()));
    }

    private Set<ResourceID> neighbours(HasMetadata object) {
        return all().stream()
                .filter(p -> Objects.equals(
                        p.getNamespace().orElse(""), object.getMetadata().getNamespace()))
                .collect(Collectors.toSet());
    }

    // Informers call while others are still starting; every pool is looked at once they all have.
    private Set<ResourceID> all() {
        if (!news.isRunning()) {
            return Set.of();
        }
        return context.getPrimaryCache()
                .list(p -> true)
                .map(ResourceID::fromResource)
                .collect(Collectors.toSet());
    }

    // Without an index of its own: what a pool looks at, it finds by itself.
    private static <R extends HasMetadata> InformerEventSourceConfiguration.Builder<R> of(
            Class<R> kind, SecondaryToPrimaryMapper<R> pools, OnUpdateFilter<R> changes) {
        return InformerEventSourceConfiguration.from(kind, EdgeClientPool.class)
                .withName("pool-" + HasMetadata.getPlural(kind))
                .withSecondaryToPrimaryMapper(pools)
                .withPrimaryToSecondaryMapper((EdgeClientPool p) -> Set.of())
                .withOnUpdateFilter(changes);
    }

    private <R extends HasMetadata> InformerEventSource<R, EdgeClientPool> source(
            InformerEventSourceConfiguration.Builder<R> configuration) {
        return new InformerEventSource<>(configuration.build(), context);
    }
}
