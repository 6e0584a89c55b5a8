package dev.fedmoe.core.capacity;

/**
 * An amount of a node's resources.
 *
 * @param cpuMillis thousandths of a core, at least 0
 */
public record NodeResources(long cpuMillis, long memoryBytes) {
    public static final NodeResources NONE = new NodeResources(0, 0);

    public NodeResources {
        if (cpuMillis < 0 || memoryBytes < 0) {
            throw new IllegalArgumentException(
                    "resources must not be negative: " + cpuMillis + "m CPU, " + memoryBytes + " bytes");
        }
    }

    public NodeResources plus(NodeResources other) {
        return new NodeResources(
                Math.addExact(cpuMillis, other.cpuMillis), Math.addExact(memoryBytes, other.memoryBytes));
    }

    /** What is left after {@code other}; what is overdrawn counts as none. */
    public NodeResources less(NodeResources other) {
        return new NodeResources(
                Math.max(0, cpuMillis - other.cpuMillis), Math.max(0, memoryBytes - other.memoryBytes));
    }
}
