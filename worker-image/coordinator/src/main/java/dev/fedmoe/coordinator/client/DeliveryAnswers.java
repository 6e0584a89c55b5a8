package dev.fedmoe.coordinator.client;

import dev.fedmoe.core.federation.FederationEffect.DeliveryAnswer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Who waits for the engine's word on a delivered part. Safe for several threads. */
public final class DeliveryAnswers {
    private final Map<Long, CompletableFuture<DeliveryAnswer>> waiting = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();

    /** The number of a new request. */
    public long ask() {
        long number = numbers.incrementAndGet();
        waiting.put(number, new CompletableFuture<>());
        return number;
    }

    /** Completes with the answer to a request that was asked and not yet forgotten. */
    public CompletableFuture<DeliveryAnswer> answer(long request) {
        var answer = waiting.get(request);
        if (answer == null) {
            throw new IllegalStateException("request " + request + " was never asked");
        }
        return answer;
    }

    public void forget(long request) {
        waiting.remove(request);
    }

    /** Nobody may wait any more. */
    public void complete(long request, DeliveryAnswer answer) {
        var known = waiting.get(request);
        if (known != null) {
            known.complete(answer);
        }
    }
}
