package dev.fedmoe.operator.link;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Rings at most once a second, at once when it is urgent, and never forgets a ring. */
final class RingDebouncer {
    private final Runnable ring;
    private final ScheduledExecutorService timer;
    private final Executor listeners;
    private final LongSupplier ticks;
    private long rungAt;
    private boolean rung;
    private boolean pending;

    RingDebouncer(Runnable ring, ScheduledExecutorService timer, Executor listeners, LongSupplier ticks) {
        this.ring = ring;
        this.timer = timer;
        this.listeners = listeners;
        this.ticks = ticks;
    }

    void news(boolean urgent) {
        long wait = LinkPacing.TELL.toNanos();
        synchronized (this) {
            long now = ticks.getAsLong();
            long left = rung ? wait - (now - rungAt) : 0;
            if (!urgent && left > 0) {
                if (!pending) {
                    pending = true;
                    var unusedRing = timer.schedule(() -> news(true), left, TimeUnit.NANOSECONDS);
                }
                return;
            }
            rung = true;
            rungAt = now;
            pending = false;
        }
        listeners.execute(ring);
    }
}
