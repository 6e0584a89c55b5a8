package dev.fedmoe.core.job.state;

/** Where a job is in its life. */
public enum JobPhase {
    /** No round has been opened since it was last told to run. */
    PENDING("Pending"),
    TRAINING("Training"),
    /** Told to pause; its state is kept. */
    SUSPENDED("Suspended"),
    /** All rounds are committed, or the target is reached, and the model is exported. */
    COMPLETE("Complete"),
    /** It cannot go on. */
    FAILED("Failed");

    private final String label;

    JobPhase(String label) {
        this.label = label;
    }

    /** Whether nothing more will come of it. */
    public boolean isFinal() {
        return this == COMPLETE || this == FAILED;
    }

    /** As status and reports spell it. */
    @Override
    public String toString() {
        return label;
    }
}
