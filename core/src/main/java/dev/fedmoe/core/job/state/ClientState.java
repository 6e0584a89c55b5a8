package dev.fedmoe.core.job.state;

/** What a client of a job is doing. */
public enum ClientState {
    /** It listens, and no round is open in which it takes part. */
    WAITING("Waiting"),
    FETCHING("Fetching"),
    TRAINING("Training"),
    SUBMITTING("Submitting"),
    /** It has submitted all it was assigned in the open round. */
    IDLE("Idle"),
    /** On the roster, but its task stream is not open. */
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
