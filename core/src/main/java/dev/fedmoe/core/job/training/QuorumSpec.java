package dev.fedmoe.core.job.training;

import dev.fedmoe.core.job.validation.SpecField;

/**
 * Updates a round needs.
 *
 * @param perExpert accepted updates an expert needs before its weights move; also the holders it is given. At least 1
 * @param minClients clients with an accepted update that a round needs to be committed, at least 1
 */
public record QuorumSpec(int perExpert, int minClients) {
    public static final QuorumSpec DEFAULT = new QuorumSpec(2, 1);

    public QuorumSpec {
        new SpecField("training.quorum.perExpert").atLeast(1, perExpert);
        new SpecField("training.quorum.minClients").atLeast(1, minClients);
    }
}
