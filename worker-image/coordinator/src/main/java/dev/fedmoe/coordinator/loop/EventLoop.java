package dev.fedmoe.coordinator.loop;

import dev.fedmoe.core.federation.FederationEffect;
import dev.fedmoe.core.federation.FederationEffect.WakeAt;
import dev.fedmoe.core.federation.FederationEvent;
import dev.fedmoe.core.federation.FederationState;
import dev.fedmoe.core.federation.engine.FederationEngine;
import dev.fedmoe.core.federation.knowledge.Moment;
import java.util.function.Supplier;

/** One thread: an event, the engine's step, its effects. Everyone else only hands events over and reads the newest state. */
public final class EventLoop implements AutoCloseable {
    private static final long NEVER_NANOS = 3_600_000_000_000L;

    private final FederationEngine engine = new FederationEngine();
    private final EventQueue events;
    private final StateHolder state;
    private final EffectRunner effects;
    private final Supplier<Moment> clock;
    private final TransitionListener listener;
    private final Thread thread;
    private long alarmNanos;
    private boolean alarmed;
    private volatile boolean closed;

    public EventLoop(
            EventQueue events,
            StateHolder state,
            EffectRunner effects,
            Supplier<Moment> clock,
            TransitionListener listener) {
        this.events = events;
        this.state = state;
        this.effects = effects;
        this.clock = clock;
        this.listener = listener;
        thread = new Thread(this::run, "decisions");
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        events.tell(new FederationEvent.Woken());
        ThreadShutdown.await(thread);
    }

    // A bug must not stop the queue silently: whoever runs the process hears of it and ends it.
    @SuppressWarnings("CatchingUnchecked")
    private void run() {
        try {
            while (!closed) {
                turn();
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            events.fail(e);
        }
    }

    private void turn() throws InterruptedException {
        long wait = alarmed ? Math.max(0, alarmNanos - clock.get().nanos()) : NEVER_NANOS;
        var told = events.next(wait);
        if (closed) {
            return;
        }
        if (told.isPresent()) {
            step(told.get().event());
            told.get().handled().complete(null);
        } else {
            alarmed = false;
            step(new FederationEvent.Woken());
        }
    }

    private void step(FederationEvent event) {
        FederationState before = state.get();
        Moment now = clock.get();
        var transition = engine.next(before, event, now);
        listener.made(event, now, transition);
        // Read by whoever an effect makes call us.
        state.set(transition.state());
        for (FederationEffect effect : transition.effects()) {
            if (effect instanceof WakeAt wake) {
                alarmNanos = wake.nanos();
                alarmed = true;
            } else {
                effects.run(effect);
            }
        }
        effects.stateChanged();
    }
}
