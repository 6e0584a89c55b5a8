package dev.fedmoe.coordinator.endpoint;

import dev.fedmoe.coordinator.client.DeliveryAnswers;
import dev.fedmoe.coordinator.loop.EventQueue;
import dev.fedmoe.coordinator.loop.StateHolder;
import dev.fedmoe.core.federation.FederationEffect.DeliveryAnswer;
import dev.fedmoe.core.federation.FederationEvent;
import dev.fedmoe.core.federation.FederationState;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongFunction;

/** How endpoints reach the engine: they read the newest state, hand events over, and wait within a bound. */
public record EngineAccess(StateHolder newest, EventQueue events, DeliveryAnswers answers) {
    private static final long ANSWER_SECONDS = 30;

    FederationState state() {
        return newest.get();
    }

    /** Returns once the event has been handled. */
    public void await(FederationEvent event) {
        await(events.tellAndAwait(event));
    }

    /** Hands a delivered part over and waits for what became of it; {@code event} is given the number of the request. */
    DeliveryAnswer deliver(LongFunction<FederationEvent> event) {
        long request = answers.ask();
        try {
            events.tell(event.apply(request));
            return await(answers.answer(request));
        } finally {
            answers.forget(request);
        }
    }

    private static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the coordinator decides", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the coordinator did not answer", e);
        }
    }
}
