package dev.fedmoe.operator.pool;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which nodes have stopped renewing their lease. Kubernetes takes up to 50 s to call such a node NotReady. How long a lease has
 * stood still is counted from our first look at it, so that no clock but ours matters.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/architecture/leases/#node-heart-beats">its renewal every ten seconds</a>
 */
@Singleton
class NodeHeartbeats {
    private static final String NAMESPACE = "kube-node-lease";

    /** One renewal missed, and half the time to the next. */
    static final Duration SILENCE = Duration.ofSeconds(15);

    private final Function<String, Optional<String>> versions;
    private final Map<String, Standing> leases = new HashMap<>();

    private record Standing(String version, Instant since) {}

    @Inject
    NodeHeartbeats(KubernetesClient client) {
        this(node -> version(client, node));
    }

    /** @param versions of a node's lease: changes with each renewal; empty when it cannot be told */
    NodeHeartbeats(Function<String, Optional<String>> versions) {
        this.versions = versions;
    }

    /** Looks at {@code nodes}, one request each, and forgets all others. An API server that does not answer proves nothing. */
    Set<String> silent(Collection<String> nodes, Instant now) {
        leases.keySet().retainAll(nodes);
        for (String node : nodes) {
            leases.compute(node, (n, before) -> versions.apply(n)
                    .map(v -> before != null && before.version.equals(v) ? before : new Standing(v, now))
                    .orElse(null));
        }
        return leases.entrySet().stream()
                .filter(e -> !now.isBefore(e.getValue().since.plus(SILENCE)))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Optional<String> version(KubernetesClient client, String node) {
        try {
            Optional<Lease> lease = Optional.ofNullable(
                    client.leases().inNamespace(NAMESPACE).withName(node).get());
            return lease.map(l -> l.getMetadata().getResourceVersion());
        } catch (KubernetesClientException e) {
            return Optional.empty();
        }
    }
}
