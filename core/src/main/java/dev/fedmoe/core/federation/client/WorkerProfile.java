package dev.fedmoe.core.federation.client;

import dev.fedmoe.core.capacity.CapacityProfile;
import dev.fedmoe.core.capacity.NodeResources;

/**
 * A worker and its machine, as it claims. Nothing of it has been checked.
 *
 * @param samplesPerSecond training speed; at most 0 or not finite until measured, as the other speeds
 * @param peakMemoryBytes resident memory at its highest
 */
public record WorkerProfile(
        long cpuMillis,
        long memoryBytes,
        double samplesPerSecond,
        double downloadBytesPerSecond,
        double uploadBytesPerSecond,
        long peakMemoryBytes) {
    public static final WorkerProfile UNKNOWN = new WorkerProfile(0, 0, 0, 0, 0, 0);

    /** Its speeds alone, with 0 for what is no speed. */
    public CapacityProfile speeds() {
        return new CapacityProfile(
                new NodeResources(0, 0),
                speed(samplesPerSecond),
                speed(downloadBytesPerSecond),
                speed(uploadBytesPerSecond));
    }

    private static double speed(double claimed) {
        return claimed > 0 && Double.isFinite(claimed) ? claimed : 0;
    }
}
