package dev.fedmoe.worker.session;

import java.time.Duration;

/** Bytes a second seen in transfers of one direction; the newest counts half. */
final class LinkSpeed {
    /** Below this a transfer measures round trips, not the link. */
    private static final long LEAST_BYTES = 16 << 10;

    private double bytesPerSecond;

    synchronized void seen(long sizeBytes, Duration took) {
        if (sizeBytes >= LEAST_BYTES && took.toNanos() > 0) {
            double now = sizeBytes * 1e9 / took.toNanos();
            bytesPerSecond = bytesPerSecond == 0 ? now : (bytesPerSecond + now) / 2;
        }
    }

    /** 0 when not measured yet. */
    synchronized double bytesPerSecond() {
        return bytesPerSecond;
    }
}
