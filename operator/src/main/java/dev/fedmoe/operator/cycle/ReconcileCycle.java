package dev.fedmoe.operator.cycle;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One look at an object, in four steps. What the next look has to know of this one is its memory, an immutable value: losing it
 * costs some writes and some patience, never correctness.
 *
 * @param <P> the object that is reconciled
 * @param <S> snapshot: all that is decided on, the instant among it
 * @param <D> plan: all that is to be done
 * @param <M> memory
 */
public interface ReconcileCycle<P extends HasMetadata, S, D, M> {
    /** The memory of an object that has not been looked at yet. */
    M blankMemory();

    /** Reads caches, never the API server or a coordinator; empty while a cache has not been filled. */
    Optional<S> gather(P primary, M memory, Context<P> context);

    /** A pure function: the same snapshot and memory give the same decision, and neither is changed. */
    CycleDecision<D, M> decide(S snapshot, M memory);

    /** Makes objects as the plan wants them. */
    WriteOutcome apply(S snapshot, D plan, Context<P> context);

    /** Tells users of it, after {@code applied}; not called when another replica leads. */
    WriteOutcome report(S snapshot, D plan, WriteOutcome applied);

    /** A pure function: the memory for the next look, from what came of this one. */
    M remember(S snapshot, CycleDecision<D, M> decision, WriteOutcome outcome);

    /** The object by name with its newest known status, in which {@code change} is made to the conditions; a new object. */
    P withConditions(P primary, M memory, UnaryOperator<List<Condition>> change);

    /** The object is gone, and all that is kept of it goes. */
    void forget(ResourceID primary);
}
