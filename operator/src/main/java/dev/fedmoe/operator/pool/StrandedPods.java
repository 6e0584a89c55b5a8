package dev.fedmoe.operator.pool;

import dev.fedmoe.operator.apply.ApplyFailedException;
import dev.fedmoe.operator.apply.ObjectApplier;
import dev.fedmoe.operator.leadership.Leadership;
import dev.fedmoe.operator.pool.observe.PlacedPods;
import dev.fedmoe.operator.pool.observe.PoolEventSources;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Our pods that are to go but cannot: the node that should end them does not answer. Whoever still runs there is fenced by epoch
 * and roster, so that nothing is risked when the object goes.
 */
@ApplicationScoped
class StrandedPods {
    private static final Logger LOG = Logger.getLogger(StrandedPods.class);

    /** Patience with a node that has just fallen silent, however long the pod's own grace is. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A worker that can end has ended by then; of others the node is looked at. */
    private static final Duration ENDING = Duration.ofSeconds(3);

    /** In one go; the next one is seconds away. */
    private static final int MOST = 100;

    private static final int MOST_NODES = 20;

    private final ObjectApplier applier;
    private final Leadership leadership;
    private final NodeHeartbeats heartbeats;
    private final Clock clock;
    private volatile @Nullable PoolEventSources sources;

    @Inject
    StrandedPods(ObjectApplier applier, Leadership leadership, NodeHeartbeats heartbeats, Clock clock) {
        this.applier = applier;
        this.leadership = leadership;
        this.heartbeats = heartbeats;
        this.clock = clock;
    }

    void watch(PoolEventSources watched) {
        sources = watched;
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        var watched = sources;
        if (watched == null || !leadership.leads() || !watched.areComplete()) {
            return;
        }
        var now = clock.instant();
        var ending = watched.pods().filter(StrandedPods::isEnding).toList();
        var silent = heartbeats.silent(suspects(ending, now), now);
        for (Pod pod : stranded(ending, watched.nodes().toList(), silent, now)) {
            try {
                applier.forceDelete(pod);
                LOG.infof(
                        "pod %s/%s removed: its node %s does not answer",
                        pod.getMetadata().getNamespace(), pod.getMetadata().getName(), PlacedPods.node(pod));
            } catch (ApplyFailedException e) {
                LOG.warnf("%s; will be tried again", e.getMessage());
            }
        }
    }

    static boolean isEnding(Pod pod) {
        return PlacedPods.isOurs(pod)
                && PlacedPods.isTerminating(pod)
                && !PlacedPods.node(pod).isEmpty();
    }

    /** Nodes that take long to end a pod. */
    static Set<String> suspects(List<Pod> ending, Instant now) {
        return ending.stream()
                .filter(p -> now.isAfter(deleted(p).plus(ENDING)))
                .map(PlacedPods::node)
                .distinct()
                .sorted()
                .limit(MOST_NODES)
                .collect(Collectors.toSet());
    }

    /** @param silent nodes that do not renew their lease, whatever their condition still says */
    static List<Pod> stranded(List<Pod> ending, List<Node> nodes, Set<String> silent, Instant now) {
        var byName =
                nodes.stream().collect(Collectors.toMap(n -> n.getMetadata().getName(), Function.identity()));
        return ending.stream()
                .filter(p -> {
                    var node = byName.get(PlacedPods.node(p));
                    boolean answers = node != null && isReady(node) && !silent.contains(PlacedPods.node(p));
                    return node == null || (!answers && isOverdue(p, now));
                })
                .limit(MOST)
                .toList();
    }

    private static boolean isReady(Node node) {
        return node.getStatus().getConditions().stream()
                .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
    }

    private static boolean isOverdue(Pod pod, Instant now) {
        return now.isAfter(Instant.parse(pod.getMetadata().getDeletionTimestamp()))
                || now.isAfter(deleted(pod).plus(PATIENCE));
    }

    /** When it was told to end: its timestamp is when its grace is over. */
    private static Instant deleted(Pod pod) {
        var meta = pod.getMetadata();
        long grace = Objects.requireNonNullElse(meta.getDeletionGracePeriodSeconds(), 0L);
        return Instant.parse(meta.getDeletionTimestamp()).minusSeconds(grace);
    }
}
