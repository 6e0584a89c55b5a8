package dev.fedmoe.operator.pool;

import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.crds.pool.EdgeClientPoolStatus;
import dev.fedmoe.operator.announce.EventRecorder;
import dev.fedmoe.operator.apply.ApplyFailedException;
import dev.fedmoe.operator.apply.ObjectApplier;
import dev.fedmoe.operator.apply.ParallelCalls;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Makes a pool's plan so. */
@ApplicationScoped
class PoolWriter {
    private final ObjectApplier applier;
    private final EventRecorder announcer;
    private final ParallelCalls abreast;

    @Inject
    PoolWriter(ObjectApplier applier, EventRecorder announcer, ParallelCalls abreast) {
        this.applier = applier;
        this.announcer = announcer;
        this.abreast = abreast;
    }

    /**
     * Clients and the claims on their volumes; clients whose node has gone, go.
     *
     * @return what could not be written; one client in trouble does not keep the others waiting
     */
    List<ApplyFailedException> apply(PoolPlan plan) {
        var writes = new ArrayList<Runnable>();
        plan.leavers().stream()
                .filter(c -> c.getMetadata().getDeletionTimestamp() == null)
                .forEach(c -> writes.add(() -> applier.delete(c)));
        for (NodeCandidate prospect : plan.prospects()) {
            writes.add(() -> applier.apply(withoutStatus(prospect.client()), prospect.observed()));
            writes.add(() -> claim(plan, prospect));
        }
        var attempts = new WriteBatch(abreast);
        attempts.make(writes);
        return attempts.failures();
    }

    /** Statuses, as fast as {@code pace} lets them; what could not be written comes back. */
    List<ApplyFailedException> report(
            PoolPlan plan, EdgeClientPoolStatus status, ClientStatusPacing pace, Instant now) {
        var attempts = new WriteBatch(abreast);
        // First the words: a status once written is no news any more.
        PoolEvents.of(plan).forEach(a -> announcer.announce(plan.seen().pool(), a));
        attempts.make(plan.prospects().stream()
                .sorted(Comparator.comparing(pace::lastWritten))
                .filter(p -> isNews(p, pace, now))
                .map(p -> (Runnable) () -> applier.applyStatus(p.client(), p.observed()))
                .toList());
        var pool = plan.seen().pool();
        var desired = new EdgeClientPool();
        desired.setMetadata(named(pool));
        desired.setSpec(pool.getSpec());
        desired.setStatus(status);
        attempts.make(List.of(() -> applier.applyStatus(desired, pool)));
        return attempts.failures();
    }

    private static boolean isNews(NodeCandidate prospect, ClientStatusPacing pace, Instant now) {
        var observed = prospect.observed();
        return observed == null
                || observed.getStatus() == null
                || (!ObjectEquality.status(prospect.client(), observed)
                        && pace.admits(prospect.client(), observed, now));
    }

    /** The claim's owner is its client; without the client's uid there is no owner yet. */
    private void claim(PoolPlan plan, NodeCandidate prospect) {
        var pool = plan.seen().pool();
        var owner = prospect.observed();
        var cluster = plan.seen().cluster();
        DataClaims.volume(pool, prospect.node().getMetadata().getName())
                .map(cluster.volumes()::get)
                .filter(v -> owner != null)
                .ifPresent(v -> {
                    var desired = DataClaims.desired(pool, Objects.requireNonNull(owner), v);
                    applier.apply(
                            desired, cluster.claims().get(desired.getMetadata().getName()));
                });
    }

    private static EdgeClient withoutStatus(EdgeClient client) {
        var bare = new EdgeClient();
        bare.setMetadata(client.getMetadata());
        bare.setSpec(client.getSpec());
        bare.setStatus(null);
        return bare;
    }

    private static ObjectMeta named(HasMetadata object) {
        return new ObjectMetaBuilder()
                .withName(object.getMetadata().getName())
                .withNamespace(object.getMetadata().getNamespace())
                .build();
    }
}
