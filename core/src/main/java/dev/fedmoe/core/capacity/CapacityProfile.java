package dev.fedmoe.core.capacity;

/**
 * What a client offers to training: declared by its node, later measured by its worker.
 *
 * @param resources CPU and memory, before or after the reserve as the user of the profile says
 * @param samplesPerSecond training speed of one worker with as many experts as a sample is routed to; 0 until measured
 * @param downloadBytesPerSecond 0 until measured
 * @param uploadBytesPerSecond 0 until measured
 */
public record CapacityProfile(
        NodeResources resources, double samplesPerSecond, double downloadBytesPerSecond, double uploadBytesPerSecond) {
    public CapacityProfile {
        requireSpeed("samplesPerSecond", samplesPerSecond);
        requireSpeed("downloadBytesPerSecond", downloadBytesPerSecond);
        requireSpeed("uploadBytesPerSecond", uploadBytesPerSecond);
    }

    /** Nothing measured yet. */
    public static CapacityProfile declared(long cpuMillis, long memoryBytes) {
        return new CapacityProfile(new NodeResources(cpuMillis, memoryBytes), 0, 0, 0);
    }

    /** What is left of this profile after a reserve, or after other pods. */
    public CapacityProfile less(NodeResources taken) {
        return new CapacityProfile(
                resources.less(taken), samplesPerSecond, downloadBytesPerSecond, uploadBytesPerSecond);
    }

    private static void requireSpeed(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be finite and at least 0, not " + value);
        }
    }
}
