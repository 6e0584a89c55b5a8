package dev.fedmoe.operator.timing;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Rings once for many that ask, each key for itself. It never forgets who asked, and rings at once when it is urgent. */
public final class Debouncer<K> {
    private final Consumer<K> ring;
    private final long gatherNanos;
    private final long apartNanos;
    private final BiConsumer<Duration, Runnable> timer;
    private final LongSupplier ticks;
    private final Map<K, Bell> bells = new ConcurrentHashMap<>();

    private static final class Bell {
        private boolean rung;
        private long rungAt;
        private boolean pending;
    }

    /**
     * @param ring must not block
     * @param gather how long after the first who asked it rings
     * @param apart at least so long after it rang last
     * @param timer runs work after a pause
     * @param ticks nanoseconds of a monotonic clock
     */
    public Debouncer(
            Consumer<K> ring,
            Duration gather,
            Duration apart,
            BiConsumer<Duration, Runnable> timer,
            LongSupplier ticks) {
        this.ring = ring;
        this.gatherNanos = gather.toNanos();
        this.apartNanos = apart.toNanos();
        this.timer = timer;
        this.ticks = ticks;
    }

    public void ask(K key) {
        var bell = bells.computeIfAbsent(key, k -> new Bell());
        long wait;
        synchronized (bell) {
            if (bell.pending) {
                return;
            }
            wait = Math.max(gatherNanos, left(bell));
            bell.pending = wait > 0;
        }
        if (wait > 0) {
            timer.accept(Duration.ofNanos(wait), () -> due(key, bell));
        } else {
            ring(key, bell);
        }
    }

    public void askNow(K key) {
        ring(key, bells.computeIfAbsent(key, k -> new Bell()));
    }

    /** Nobody is to hear of this key any more. */
    public void forget(K key) {
        bells.remove(key);
    }

    private void due(K key, Bell bell) {
        if (bells.get(key) == bell) {
            ring(key, bell);
        }
    }

    private void ring(K key, Bell bell) {
        synchronized (bell) {
            bell.rung = true;
            bell.rungAt = ticks.getAsLong();
            bell.pending = false;
        }
        ring.accept(key);
    }

    private long left(Bell bell) {
        return bell.rung ? Math.max(0, apartNanos - (ticks.getAsLong() - bell.rungAt)) : 0;
    }
}
