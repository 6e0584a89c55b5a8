package dev.fedmoe.core.federation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The state after an event, and what is to be done outside, in this order. */
public record Transition(FederationState state, List<FederationEffect> effects) {
    public Transition {
        effects = List.copyOf(effects);
    }

    public static Transition to(FederationState state, FederationEffect... effects) {
        return new Transition(state, List.of(effects));
    }

    public Transition and(FederationEffect effect) {
        return and(List.of(effect));
    }

    public Transition and(List<? extends FederationEffect> more) {
        if (more.isEmpty()) {
            return this;
        }
        var all = new ArrayList<>(effects);
        all.addAll(more);
        return new Transition(state, all);
    }

    /** Goes on from this state. */
    public Transition then(Function<FederationState, Transition> step) {
        var next = step.apply(state);
        return new Transition(next.state, effects).and(next.effects);
    }
}
