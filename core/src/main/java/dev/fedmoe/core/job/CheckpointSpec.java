package dev.fedmoe.core.job;

import dev.fedmoe.core.job.validation.SpecField;

/**
 * Which commits stay on the volume. Every commit is durable, kept or not.
 *
 * @param every a commit is kept every so many rounds, at least 1
 * @param keep commits kept, at least 2: the newest, and one to fall back to
 */
public record CheckpointSpec(int every, int keep) {
    public static final CheckpointSpec DEFAULT = new CheckpointSpec(1, 5);

    private static final int LEAST_KEPT = 2;

    public CheckpointSpec {
        new SpecField("checkpoint.every").atLeast(1, every);
        new SpecField("checkpoint.keep").atLeast(LEAST_KEPT, keep);
    }
}
