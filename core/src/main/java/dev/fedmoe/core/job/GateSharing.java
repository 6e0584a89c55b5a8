package dev.fedmoe.core.job;

/** Whose the gate is. */
public enum GateSharing {
    /** One gate for all, averaged like the other parts. */
    AGGREGATED("Aggregated"),
    /** Each client keeps its own. */
    LOCAL("Local");

    private final String label;

    GateSharing(String label) {
        this.label = label;
    }

    /** As manifests spell it. */
    @Override
    public String toString() {
        return label;
    }
}
