package dev.fedmoe.coordinator.loop;

import dev.fedmoe.core.federation.FederationEvent;
import dev.fedmoe.core.federation.Transition;
import dev.fedmoe.core.federation.knowledge.Moment;

/** Sees every step of the engine, on the loop's thread. Production listens to none; tests record them and replay them. */
@FunctionalInterface
public interface TransitionListener {
    TransitionListener NONE = (event, now, transition) -> {};

    void made(FederationEvent event, Moment now, Transition transition);
}
