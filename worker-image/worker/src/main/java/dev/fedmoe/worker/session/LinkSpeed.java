package dev.fedmoe.worker.session;

import java.time.Duration;

/** Bytes a second seen in transfers of one direction. */
final class LinkSpeed {
    /** Below this a transfer measures round trips, not the link. */
    private static final long LEAST_BYTES = 16 << 10;

    private final RunningMedian bytesPerSecond = new RunningMedian();

    void seen(long sizeBytes, Duration took) {
        if (sizeBytes >= LEAST_BYTES && took.toNanos() > 0) {
            bytesPerSecond.seen(sizeBytes * 1e9 / took.toNanos());
        }
    }

    /** 0 when not measured yet. */
    double bytesPerSecond() {
        return bytesPerSecond.value();
    }
}
