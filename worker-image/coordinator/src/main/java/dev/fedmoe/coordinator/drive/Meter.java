package dev.fedmoe.coordinator.drive;

import dev.fedmoe.coordinator.store.RoundFacts;
import java.util.concurrent.atomic.AtomicLong;

/** Tensor bytes to and from trainers since this process started. Safe for several threads. */
final class Meter {
    private final AtomicLong down = new AtomicLong();
    private final AtomicLong up = new AtomicLong();
    private long downTaken;
    private long upTaken;

    void down(long bytes) {
        down.addAndGet(bytes);
    }

    void up(long bytes) {
        up.addAndGet(bytes);
    }

    /** What has come since the last call. Called by one thread. */
    RoundFacts.Traffic take() {
        long newDown = down.get();
        long newUp = up.get();
        var traffic = new RoundFacts.Traffic(newDown - downTaken, newUp - upTaken);
        downTaken = newDown;
        upTaken = newUp;
        return traffic;
    }
}
