package dev.fedmoe.operator.pool;

import dev.fedmoe.operator.apply.Applier;
import dev.fedmoe.operator.apply.ApplyFailed;
import dev.fedmoe.operator.leadership.Leadership;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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

    /** In one go; the next one is seconds away. */
    private static final int MOST = 100;

    private final Applier applier;
    private final Leadership leadership;
    private final Clock clock;
    private volatile @Nullable PoolSources sources;

    @Inject
    StrandedPods(Applier applier, Leadership leadership, Clock clock) {
        this.applier = applier;
        this.leadership = leadership;
        this.clock = clock;
    }

    void watch(PoolSources watched) {
        sources = watched;
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        var watched = sources;
        if (watched == null || !leadership.leads() || !watched.areComplete()) {
            return;
        }
        for (Pod pod : stranded(watched.pods().toList(), watched.nodes().toList(), clock.instant())) {
            try {
                applier.forceDelete(pod);
                LOG.infof(
                        "pod %s/%s removed: its node %s does not answer",
                        pod.getMetadata().getNamespace(), pod.getMetadata().getName(), Pods.node(pod));
            } catch (ApplyFailed e) {
                LOG.warnf("%s; will be tried again", e.getMessage());
            }
        }
    }

    static List<Pod> stranded(List<Pod> pods, List<Node> nodes, Instant now) {
        var byName = new HashMap<String, Node>();
        nodes.forEach(n -> byName.put(n.getMetadata().getName(), n));
        return pods.stream()
                .filter(p ->
                        Pods.isOurs(p) && Pods.isTerminating(p) && !Pods.node(p).isEmpty())
                .filter(p -> isStranded(p, Optional.ofNullable(byName.get(Pods.node(p))), now))
                .limit(MOST)
                .toList();
    }

    private static boolean isStranded(Pod pod, Optional<Node> node, Instant now) {
        if (node.isEmpty()) {
            return true;
        }
        boolean answers = node.get().getStatus().getConditions().stream()
                .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
        if (answers) {
            return false;
        }
        var meta = pod.getMetadata();
        var end = Instant.parse(meta.getDeletionTimestamp());
        long grace = Objects.requireNonNullElse(meta.getDeletionGracePeriodSeconds(), 0L);
        var patient = end.minusSeconds(grace).plus(PATIENCE);
        return now.isAfter(end) || now.isAfter(patient);
    }
}
