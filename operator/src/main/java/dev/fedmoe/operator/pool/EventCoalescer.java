package dev.fedmoe.operator.pool;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Frequent news, gathered: a pool is woken once for all that comes within a breath. */
final class EventCoalescer {
    static final Duration BREATH = Duration.ofSeconds(2);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "pool-wakes");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<ResourceID> pending = ConcurrentHashMap.newKeySet();
    private final Consumer<ResourceID> wake;

    EventCoalescer(Consumer<ResourceID> wake) {
        this.wake = wake;
    }

    void soon(ResourceID pool) {
        if (pending.add(pool)) {
            var unused = timer.schedule(
                    () -> {
                        pending.remove(pool);
                        wake.accept(pool);
                    },
                    BREATH.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }
}
