package dev.fedmoe.operator.pool.observe;

import dev.fedmoe.controlplane.placement.PlacementGatherer;
import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.operator.cache.ReducingStore;
import dev.fedmoe.operator.link.CoordinatorLinks;
import dev.fedmoe.operator.timing.Debouncer;
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
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The event sources of pools: the caches they look into, and which pools a change concerns. */
public final class PoolEventSources {
    /** What pods and coordinators tell comes often: a pool is woken once for all that comes within this time. */
    private static final Duration BREATH = Duration.ofSeconds(2);

    private final EventSourceContext<EdgeClientPool> context;
    private final InformerEventSource<EdgeClientPool, EdgeClientPool> pools;
    private final InformerEventSource<EdgeClient, EdgeClientPool> clients;
    private final InformerEventSource<FederatedMoEJob, EdgeClientPool> jobs;
    private final InformerEventSource<Node, EdgeClientPool> nodes;
    private final InformerEventSource<Pod, EdgeClientPool> pods;
    private final InformerEventSource<PersistentVolumeClaim, EdgeClientPool> claims;
    private final InformerEventSource<PersistentVolume, EdgeClientPool> volumes;
    private final SimpleInboundEventSource<EdgeClientPool> wakes = new SimpleInboundEventSource<>("pool-wakes");

    public PoolEventSources(EventSourceContext<EdgeClientPool> context, CoordinatorLinks coordinators) {
        this.context = context;
        var soon = new Debouncer<>(this::wake, BREATH, Duration.ZERO, PoolEventSources.timer(), System::nanoTime);
        coordinators.listen(job -> poolOf(job).forEach(soon::ask));
        // A pool that changes gives nodes to others, or takes them.
        pools = source(of(EdgeClientPool.class, p -> all(), PlacementUpdateFilters::ofSpec));
        clients = source(of(EdgeClient.class, PoolEventSources::owner, (now, before) -> true));
        jobs = source(of(FederatedMoEJob.class, PoolEventSources::owner, PlacementUpdateFilters::ofJob));
        claims = source(of(PersistentVolumeClaim.class, this::neighbours, PlacementUpdateFilters::ofClaim));
        nodes = source(
                of(Node.class, n -> all(), PlacementUpdateFilters::ofNode).withWatchAllNamespaces());
        volumes = source(of(PersistentVolume.class, v -> all(), PlacementUpdateFilters::ofVolume)
                .withWatchAllNamespaces());
        SecondaryToPrimaryMapper<Pod> later = pod -> {
            poolsOf(PlacedPods.node(pod)).forEach(soon::ask);
            return Set.of();
        };
        pods = source(of(Pod.class, later, PlacementUpdateFilters::ofPod)
                .withItemStore(new ReducingStore<>(PlacedPods::reduced))
                .withWatchAllNamespaces());
    }

    public List<EventSource<?, EdgeClientPool>> list() {
        return List.of(pools, clients, jobs, nodes, pods, claims, volumes, wakes);
    }

    /** An empty cache that has not been filled yet looks like a cluster without nodes: every client would have to go. */
    public boolean areComplete() {
        return Stream.of(pools, clients, jobs, nodes, pods, claims, volumes)
                .flatMap(s -> s.informerHealthIndicators().values().stream())
                .allMatch(InformerHealthIndicator::hasSynced);
    }

    private void wake(ResourceID pool) {
        if (wakes.isRunning()) {
            wakes.propagateEvent(pool);
        }
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

    public Stream<Node> nodes() {
        return nodes.list(n -> true);
    }

    public Stream<Pod> pods() {
        return pods.list(p -> true);
    }

    Stream<PersistentVolume> volumes() {
        return volumes.list(v -> true);
    }

    /** Pools that match the node now. */
    private Stream<ResourceID> poolsOf(String node) {
        if (node.isEmpty() || !nodes.isRunning() || !pools.isRunning()) {
            return Stream.empty();
        }
        return nodes.get(new ResourceID(node)).stream()
                .flatMap(n -> pools().filter(p -> PlacementGatherer.matches(p, n)))
                .map(ResourceID::fromResource);
    }

    private Set<ResourceID> poolOf(ResourceID job) {
        if (!jobs.isRunning()) {
            return Set.of();
        }
        return jobs.get(job).map(PoolEventSources::owner).orElse(Set.of());
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

    private static BiConsumer<Duration, Runnable> timer() {
        var threads = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, "pool-wakes");
            thread.setDaemon(true);
            return thread;
        });
        return (pause, work) -> {
            var unusedWork = threads.schedule(work, pause.toMillis(), TimeUnit.MILLISECONDS);
        };
    }

    // Informers call while others are still starting; every pool is looked at once they all have.
    private Set<ResourceID> all() {
        if (!wakes.isRunning()) {
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
