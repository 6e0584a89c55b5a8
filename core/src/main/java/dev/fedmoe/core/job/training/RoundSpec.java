package dev.fedmoe.core.job.training;

import dev.fedmoe.core.job.validation.SpecField;
import java.time.Duration;
import java.util.Optional;

/**
 * Who takes part in a round, and what it waits for.
 *
 * @param participation share of the live clients that takes part, in (0, 1]
 * @param overSelection clients selected beyond what the round needs, as a share of it; the round closes without the slowest. 0
 *     waits for all
 * @param deadline longest time the round stays open; empty: adaptive, from the durations of past rounds
 */
public record RoundSpec(double participation, double overSelection, QuorumSpec quorum, Optional<Duration> deadline) {
    public static final RoundSpec DEFAULT = new RoundSpec(1, 0, QuorumSpec.DEFAULT, Optional.empty());

    public RoundSpec {
        new SpecField("training.participation").positiveShare(participation);
        new SpecField("training.overSelection").share(1, overSelection);
        deadline.ifPresent(time -> new SpecField("training.roundDeadline").positive(time.toNanos() * 1e-9));
    }

    public RoundSpec withParticipation(double newParticipation) {
        return new RoundSpec(newParticipation, overSelection, quorum, deadline);
    }

    public RoundSpec withOverSelection(double newOverSelection) {
        return new RoundSpec(participation, newOverSelection, quorum, deadline);
    }

    public RoundSpec withQuorum(int perExpert, int minClients) {
        return new RoundSpec(participation, overSelection, new QuorumSpec(perExpert, minClients), deadline);
    }

    public RoundSpec withDeadline(Duration newDeadline) {
        return new RoundSpec(participation, overSelection, quorum, Optional.of(newDeadline));
    }
}
