package dev.fedmoe.operator.announce;

import dev.fedmoe.controlplane.status.JobReasons;
import java.util.Set;

/**
 * Reasons of a job's Events. The comment of each becomes its row in {@code docs/reference/events.md}. What happens in rounds is told by the
 * coordinator, in these words.
 */
public final class JobEventReasons {
    /** Normal event: a client has been given slots of this job; the message says how many and why. */
    public static final String PLACED = "Placed";

    /** Normal event: a client gives its slots back. */
    public static final String RELEASED = "Released";

    /** Normal event: the coordinator reports after a start; the message has its epoch and the round it goes on from. */
    public static final String COORDINATOR_STARTED = "CoordinatorStarted";

    /** Normal event: all placed clients are live for the first time, or for the first time after a pause. */
    public static final String CLIENTS_READY = "ClientsReady";

    /** Normal event: clients that had been missing are live again. */
    public static final String CLIENT_BACK = "ClientBack";

    /** Normal event: a round is durable; it is told for every tenth round. */
    public static final String ROUND_COMMITTED = "RoundCommitted";

    /** Warning event: a client has lost its connection to the coordinator. */
    public static final String CLIENT_LOST = "ClientLost";

    /** Warning event: a round ended without a commit; the model is unchanged, and the message says why. */
    public static final String ROUND_ABANDONED = "RoundAbandoned";

    /** Warning event: the plan of a round cannot be written, so the round is not opened; it is tried again. */
    public static final String PLAN_FAILED = "PlanFailed";

    /** Warning event: a commit cannot be written; it is tried again, and nothing is lost. */
    public static final String COMMIT_FAILED = "CommitFailed";

    /** Normal event: the job is suspended after the round that the message names. */
    public static final String SUSPENDED = "Suspended";

    /** Normal event: the job goes on after a pause. */
    public static final String RESUMED = "Resumed";

    /** Normal event: the job is complete; the message has the metric and where the model is. */
    public static final String COMPLETE = "Complete";

    /** Warning event: the job has failed; the message says why. */
    public static final String FAILED = "Failed";

    /** A condition that becomes False for one of these is told as a Warning of the same reason; for others something else tells it. */
    public static final Set<String> TROUBLE = Set.of(
            JobReasons.NOT_BUILT,
            JobReasons.NOT_ENOUGH_SLOTS,
            JobReasons.POOL_NOT_FOUND,
            JobReasons.VOLUME_UNBOUND,
            JobReasons.VOLUME_LOST,
            JobReasons.VOLUME_IN_USE,
            JobReasons.DATA_MISSING,
            JobReasons.IMAGE_UNAVAILABLE,
            JobReasons.UNSCHEDULABLE,
            JobReasons.OBJECT_REFUSED,
            JobReasons.COORDINATOR_FAILING,
            JobReasons.WORKER_FAILING,
            JobReasons.WORKER_OUT_OF_MEMORY,
            JobReasons.EXPERT_STARVED);

    private JobEventReasons() {}
}
