package dev.fedmoe.operator.pool;

import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.crds.pool.EdgeClientPoolStatus;
import dev.fedmoe.operator.announce.EventRecorder;
import dev.fedmoe.operator.apply.ApplyFailedException.Why;
import dev.fedmoe.operator.apply.ObjectApplier;
import dev.fedmoe.operator.apply.ParallelCalls;
import dev.fedmoe.operator.apply.WriteBatch;
import dev.fedmoe.operator.apply.WriteBatch.Failure;
import dev.fedmoe.operator.apply.WriteBatch.Write;
import dev.fedmoe.operator.cycle.WriteOutcome;
import dev.fedmoe.operator.pool.observe.PoolSnapshot;
import dev.fedmoe.operator.pool.placement.DataClaims;
import dev.fedmoe.operator.pool.placement.NodeCandidate;
import dev.fedmoe.operator.pool.placement.PoolPlacement;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Makes a pool's plan so. One client in trouble keeps no other waiting. */
@ApplicationScoped
class PoolWriter {
    private static final Set<Why> HOPELESS = Set.of(Why.NOT_LEADING, Why.UNAVAILABLE);

    private final ObjectApplier applier;
    private final EventRecorder recorder;
    private final ParallelCalls calls;

    @Inject
    PoolWriter(ObjectApplier applier, EventRecorder recorder, ParallelCalls calls) {
        this.applier = applier;
        this.recorder = recorder;
        this.calls = calls;
    }

    /** Clients and the claims on their volumes; clients whose node has gone, go. */
    WriteOutcome apply(PoolSnapshot seen, PoolPlacement placement) {
        var writes = new ArrayList<Write>();
        placement.leavers().stream()
                .filter(c -> c.getMetadata().getDeletionTimestamp() == null)
                .forEach(c -> writes.add(new Write(c, () -> applier.delete(c))));
        for (NodeCandidate candidate : placement.candidates()) {
            var client = withoutStatus(candidate.client());
            writes.add(new Write(client, () -> applier.apply(client, candidate.observed())));
            claim(seen, candidate).ifPresent(writes::add);
        }
        return made(List.of(writes));
    }

    /** The announcements, the statuses that are due, and the pool's own. */
    WriteOutcome report(EdgeClientPool pool, PoolPlan plan) {
        // First the words: a status once written is no news any more.
        plan.announcements().forEach(a -> recorder.announce(pool, a));
        var clients = plan.due().stream()
                .map(c -> new Write(c.client(), () -> applier.applyStatus(c.client(), c.observed())))
                .toList();
        var desired = withStatus(pool, plan.status());
        return made(List.of(clients, List.of(new Write(desired, () -> applier.applyStatus(desired, pool)))));
    }

    private WriteOutcome made(List<List<Write>> waves) {
        var batch = new WriteBatch(calls, HOPELESS);
        waves.forEach(batch::make);
        return new WriteOutcome(batch.failures().stream().map(Failure::why).toList(), List.of());
    }

    /** The claim's owner is its client; without the client's uid there is no owner yet. */
    private Optional<Write> claim(PoolSnapshot seen, NodeCandidate candidate) {
        var owner = candidate.observed();
        var cluster = seen.cluster();
        return DataClaims.volume(seen.pool(), candidate.node().getMetadata().getName())
                .map(cluster.volumes()::get)
                .filter(v -> owner != null)
                .map(v -> DataClaims.desired(seen.pool(), Objects.requireNonNull(owner), v))
                .map(claim -> new Write(
                        claim,
                        () -> applier.apply(
                                claim, cluster.claims().get(claim.getMetadata().getName()))));
    }

    private static EdgeClient withoutStatus(EdgeClient client) {
        var bare = new EdgeClient();
        bare.setMetadata(client.getMetadata());
        bare.setSpec(client.getSpec());
        bare.setStatus(null);
        return bare;
    }

    /** The pool by name, with this status. */
    static EdgeClientPool withStatus(EdgeClientPool pool, EdgeClientPoolStatus status) {
        var desired = new EdgeClientPool();
        desired.setMetadata(new ObjectMetaBuilder()
                .withName(pool.getMetadata().getName())
                .withNamespace(pool.getMetadata().getNamespace())
                .build());
        desired.setSpec(pool.getSpec());
        desired.setStatus(status);
        return desired;
    }
}
