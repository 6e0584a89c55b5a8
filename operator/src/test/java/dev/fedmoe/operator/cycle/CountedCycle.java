package dev.fedmoe.operator.cycle;

import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.crds.pool.EdgeClientPoolStatus;
import io.fabric8.kubernetes.api.model.Condition;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A cycle that remembers how often it has looked. */
final class CountedCycle implements ReconcileCycle<EdgeClientPool, Integer, Integer, Integer> {
    /** What each look knew of the ones before. */
    final List<Integer> memories = new ArrayList<>();

    final List<ResourceID> forgotten = new ArrayList<>();
    WriteOutcome outcome = WriteOutcome.DONE;
    int reports;

    /** Of a controller whose cache has this pool and nothing else. */
    @SuppressWarnings("unchecked")
    static Context<EdgeClientPool> context(EdgeClientPool pool) {
        var loader = CountedCycle.class.getClassLoader();
        var cache = Proxy.newProxyInstance(
                loader, new Class<?>[] {IndexedResourceCache.class}, (proxy, method, arguments) -> Optional.of(pool));
        return (Context<EdgeClientPool>)
                Proxy.newProxyInstance(loader, new Class<?>[] {Context.class}, (proxy, method, arguments) -> cache);
    }

    @Override
    public Integer blankMemory() {
        return 0;
    }

    @Override
    public Optional<Integer> gather(EdgeClientPool pool, Integer memory, Context<EdgeClientPool> context) {
        memories.add(memory);
        return Optional.of(memory);
    }

    @Override
    public CycleDecision<Integer, Integer> decide(Integer snapshot, Integer memory) {
        return new CycleDecision<>(snapshot, memory + 1, Optional.empty());
    }

    @Override
    public WriteOutcome apply(Integer snapshot, Integer plan, Context<EdgeClientPool> context) {
        return outcome;
    }

    @Override
    public WriteOutcome report(Integer snapshot, Integer plan, WriteOutcome applied) {
        reports++;
        return WriteOutcome.DONE;
    }

    @Override
    public Integer remember(Integer snapshot, CycleDecision<Integer, Integer> decision, WriteOutcome written) {
        return decision.memory();
    }

    @Override
    public EdgeClientPool withConditions(EdgeClientPool pool, Integer memory, UnaryOperator<List<Condition>> change) {
        var next = new EdgeClientPool();
        next.setMetadata(pool.getMetadata());
        next.setStatus(new EdgeClientPoolStatus());
        next.getStatus().conditions = change.apply(pool.getStatus() == null ? List.of() : pool.getStatus().conditions);
        return next;
    }

    @Override
    public void forget(ResourceID pool) {
        forgotten.add(pool);
    }
}
