package dev.fedmoe.core.job.state;

/** What a client does for a job. */
public enum ClientRole {
    /** Trains the experts it is assigned. */
    TRAINER,
    /** Scores committed models on a test set; holds all experts and submits no update. */
    EVALUATOR
}
