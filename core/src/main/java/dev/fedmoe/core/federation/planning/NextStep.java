package dev.fedmoe.core.federation.planning;

import dev.fedmoe.core.job.state.JobPhase;
import java.util.List;

/** What to do while no round is open. */
public sealed interface NextStep {
    /** Open the next round with the live clients. */
    record Open() implements NextStep {}

    /** All rounds are committed, or the target is reached. */
    record Finish(String why) implements NextStep {}

    /** Not now; ask again on the next event, or after so long when above 0. */
    record Rest(JobPhase phase, String why, long nanos) implements NextStep {}

    /**
     * The state between two rounds.
     *
     * @param missing roster clients that are not live
     */
    record Between(Goal goal, boolean suspended, int live, List<String> missing, Waits waits) {}

    /**
     * How far the job is.
     *
     * @param seen newest committed round the control side has seen
     */
    record Goal(int round, int rounds, String targetReached, int minClients, int seen) {}

    /** Times to wait, in nanoseconds, and why. */
    record Waits(long joinNanos, long retryNanos, String trouble) {}

    static NextStep decide(Between now) {
        Goal goal = now.goal();
        if (goal.round() == 0 && goal.seen() > 0) {
            return new Rest(
                    JobPhase.PENDING,
                    "the volume holds round 0 and no later commit, but round " + goal.seen()
                            + " was committed: this is not the volume the job has trained on. No round is opened."
                            + " Maybe bind its claim to the volume of before, or create the job anew to start over.",
                    0);
        }
        if (goal.round() >= goal.rounds()) {
            return new Finish(goal.round() + " rounds are committed");
        }
        if (!goal.targetReached().isEmpty()) {
            return new Finish(goal.targetReached());
        }
        if (now.suspended()) {
            return new Rest(
                    JobPhase.SUSPENDED, "suspended after round " + goal.round() + "; spec.suspend: false resumes", 0);
        }
        if (now.waits().retryNanos() > 0) {
            return new Rest(phase(goal), now.waits().trouble(), now.waits().retryNanos());
        }
        if (now.live() < goal.minClients()) {
            return new Rest(
                    phase(goal),
                    now.live() + " of " + goal.minClients() + " clients needed are connected; waiting for "
                            + (now.missing().isEmpty() ? "a larger roster" : String.join(", ", now.missing())),
                    0);
        }
        if (!now.missing().isEmpty() && now.waits().joinNanos() > 0) {
            return new Rest(
                    phase(goal),
                    now.live() + " clients are connected; waiting up to "
                            + (now.waits().joinNanos() + 999_999_999L) / 1_000_000_000L + " s for "
                            + String.join(", ", now.missing()),
                    now.waits().joinNanos());
        }
        return new Open();
    }

    private static JobPhase phase(Goal goal) {
        return goal.round() == 0 ? JobPhase.PENDING : JobPhase.TRAINING;
    }
}
