package dev.fedmoe.core.capacity;

/**
 * An amount of a node's resources.
 *
 * @param cpuMillis thousandths of a core, at least 0
 */
public record Resources(long cpuMillis, long memoryBytes) {
    public static final Resources NONE = new Resources(0, 0);

    public Resources {
        if (cpuMillis < 0 || memoryBytes < 0) {
            throw new IllegalArgumentException(
                    "resources must not be negative: " + cpuMillis + "m CPU, " + memoryBytes + " bytes");
        }
    }

    public Resources plus(Resources other) {
        return new Resources(Math.addExact(cpuMillis, other.cpuMillis), Math.addExact(memoryBytes, other.memoryBytes));
    }

    /** What is left after {@code other}; what is overdrawn counts as none. */
    public Resources less(Resources other) {
        return new Resources(Math.max(0, cpuMillis - other.cpuMillis), Math.max(0, memoryBytes - other.memoryBytes));
    }
}
