package dev.fedmoe.operator.pool;

import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.crds.pool.EdgeClientPoolStatus;
import dev.fedmoe.operator.announce.Announcer;
import dev.fedmoe.operator.apply.Applier;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;

/** Makes a pool's plan so. */
@ApplicationScoped
class PoolWriter {
    private final Applier applier;
    private final Announcer announcer;

    @Inject
    PoolWriter(Applier applier, Announcer announcer) {
        this.applier = applier;
        this.announcer = announcer;
    }

    /** Clients and the claims on their volumes; clients whose node has gone, go. */
    void apply(PoolPlan plan) {
        plan.leavers().stream()
                .filter(c -> c.getMetadata().getDeletionTimestamp() == null)
                .forEach(applier::delete);
        plan.prospects().forEach(p -> applier.apply(withoutStatus(p.client()), p.observed()));
        plan.prospects().forEach(p -> claim(plan, p));
    }

    /** Statuses, as fast as {@code pace} lets them. */
    void report(PoolPlan plan, EdgeClientPoolStatus status, ClientPace pace, Instant now) {
        // First the words: a status once written is no news any more.
        PoolNews.of(plan).forEach(a -> announcer.announce(plan.seen().pool(), a));
        plan.prospects().stream()
                .sorted(Comparator.comparing(pace::lastWritten))
                .forEach(p -> report(p, pace, now));
        var pool = plan.seen().pool();
        var desired = new EdgeClientPool();
        desired.setMetadata(named(pool));
        desired.setSpec(pool.getSpec());
        desired.setStatus(status);
        applier.applyStatus(desired, pool);
    }

    private void report(Prospect prospect, ClientPace pace, Instant now) {
        var observed = prospect.observed();
        if (observed == null || observed.getStatus() == null) {
            applier.applyStatus(prospect.client(), observed);
        } else if (!Same.status(prospect.client(), observed) && pace.admits(prospect.client(), observed, now)) {
            applier.applyStatus(prospect.client(), observed);
        }
    }

    /** The claim's owner is its client; without the client's uid there is no owner yet. */
    private void claim(PoolPlan plan, Prospect prospect) {
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
