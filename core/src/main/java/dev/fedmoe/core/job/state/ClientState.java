package dev.fedmoe.core.job.state;

/** What a client of a job is doing. */
public enum ClientState {
    /** It has not joined since the coordinator started. */
    WAITING("Waiting"),
    FETCHING("Fetching"),
    TRAINING("Training"),
    SUBMITTING("Submitting"),
    /** It listens, and there is nothing for it to do. */
    IDLE("Idle"),
    /** It has joined, but its task stream is not open. */
    LOST("Lost");

    private final String label;

    ClientState(String label) {
        this.label = label;
    }

    /** As status and reports spell it. */
    @Override
    public String toString() {
        return label;
    }
}
