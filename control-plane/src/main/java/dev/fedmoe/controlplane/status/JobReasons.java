package dev.fedmoe.controlplane.status;

/**
 * Condition types and reasons of a job. They are part of the API, because scripts match on them. The comment of each becomes its row in
 * {@code docs/reference/conditions.md}: one that begins with "Condition:" is a type and says when it is True, every other is a reason, and
 * its second paragraph is what a user does next.
 */
public final class JobReasons {
    /** Condition: the spec can be run by this version. */
    public static final String ACCEPTED = "Accepted";

    /** Condition: placement has found the slots that the job needs. */
    public static final String CAPACITY_SUFFICIENT = "CapacitySufficient";

    /** Condition: the coordinator reports its progress. */
    public static final String COORDINATOR_READY = "CoordinatorReady";

    /** Condition: all placed clients are live. */
    public static final String CLIENTS_READY = "ClientsReady";

    /** Condition: every expert is being trained. */
    public static final String EXPERTS_COVERED = "ExpertsCovered";

    /** Condition: rounds are being trained. */
    public static final String PROGRESSING = "Progressing";

    /** Condition: {@code spec.suspend} is set. */
    public static final String SUSPENDED = "Suspended";

    /** Condition: all rounds are committed, or the target is reached. */
    public static final String COMPLETE = "Complete";

    /** Condition: the job has ended without completing. */
    public static final String FAILED = "Failed";

    /** Condition: the first five hold; it is derived from them. */
    public static final String READY = "Ready";

    /** Condition: never; it is present only while looks at the job end in a bug of the operator, and is False then. */
    public static final String RECONCILED = "Reconciled";

    /** The condition holds. */
    public static final String AS_WANTED = "AsWanted";

    /**
     * The spec asks for what this version cannot do.
     *
     * <p>Next: Change the field that the message names.
     */
    public static final String NOT_BUILT = "NotBuilt";

    /**
     * Placement has not answered yet.
     *
     * <p>Next: Wait; placement answers within seconds.
     */
    public static final String NOT_PLACED = "NotPlaced";

    /**
     * There are fewer slots than the job needs; the message has the numbers.
     *
     * <p>Next: Lower {@code training.quorum.perExpert} or free slots; the job starts by itself when they are there.
     */
    public static final String NOT_ENOUGH_SLOTS = "NotEnoughSlots";

    /**
     * The pool that {@code spec.poolRef} names is not there.
     *
     * <p>Next: Create the pool, or a job that names another one: {@code spec.poolRef} is fixed.
     */
    public static final String POOL_NOT_FOUND = "PoolNotFound";

    /**
     * The coordinator has not reported yet.
     *
     * <p>Next: Wait; if it stays, look at the pod that the message names.
     */
    public static final String STARTING = "Starting";

    /**
     * Some placed clients are not live.
     *
     * <p>Next: Wait; workers rejoin by themselves.
     */
    public static final String CLIENTS_MISSING = "ClientsMissing";

    /**
     * No round has been committed yet.
     *
     * <p>Next: Wait for the first commit.
     */
    public static final String NOT_TRAINED = "NotTrained";

    /**
     * An expert has had no accepted update for many rounds.
     *
     * <p>Next: Add clients, or give clients more slots.
     */
    public static final String EXPERT_STARVED = "ExpertStarved";

    /** The job is in another phase; the message has the coordinator's words. */
    public static final String OTHER_PHASE = "OtherPhase";

    /**
     * The user has asked for a pause.
     *
     * <p>Next: Set {@code spec.suspend} to false.
     */
    public static final String BY_SPEC = "BySpec";

    /**
     * The coordinator has reported before, but the operator has lost its connection.
     *
     * <p>Next: Look at network policies between the operator and the job.
     */
    public static final String UNREACHABLE = "Unreachable";

    /**
     * The checkpoint claim waits for a volume.
     *
     * <p>Next: Name a class that has a provisioner in {@code checkpoint.volume.storageClassName} of a new job.
     */
    public static final String VOLUME_UNBOUND = "VolumeUnbound";

    /**
     * Rounds have been committed to a claim that is gone, or another claim has its name. Nothing is started.
     *
     * <p>Next: Restore the claim, or delete the job and create it anew.
     */
    public static final String VOLUME_LOST = "VolumeLost";

    /**
     * The checkpoint claim belongs to an earlier job of the same name. Nothing is started.
     *
     * <p>Next: Give the job another name, or delete the old claim.
     */
    public static final String VOLUME_IN_USE = "VolumeInUse";

    /**
     * A claim with data, of a client or of the evaluator, is not there.
     *
     * <p>Next: Create the claim; the client joins by itself.
     */
    public static final String DATA_MISSING = "DataMissing";

    /**
     * The image of a pod cannot be had.
     *
     * <p>Next: Correct the image, or load it onto the node.
     */
    public static final String IMAGE_UNAVAILABLE = "ImageUnavailable";

    /**
     * The scheduler finds no node for a pod.
     *
     * <p>Next: Read the scheduler's words in the message.
     */
    public static final String UNSCHEDULABLE = "Unschedulable";

    /**
     * The API server refuses an object of the job; the message has its words.
     *
     * <p>Next: Change the quota, the policy or the field that the message names.
     */
    public static final String OBJECT_REFUSED = "ObjectRefused";

    /**
     * The coordinator's container ends again and again; the message has its last words.
     *
     * <p>Next: Read the last words in the message.
     */
    public static final String COORDINATOR_FAILING = "CoordinatorFailing";

    /**
     * A worker's container ends again and again; the message has its exit code and last words.
     *
     * <p>Next: Read the exit code and the last words in the message.
     */
    public static final String WORKER_FAILING = "WorkerFailing";

    /**
     * A worker needed more memory than it may use.
     *
     * <p>Next: Raise {@code spec.worker.resources.memory}.
     */
    public static final String WORKER_OUT_OF_MEMORY = "WorkerOutOfMemory";

    /**
     * A deadline of the spec has passed.
     *
     * <p>Next: Create a new job with more time.
     */
    public static final String DEADLINE_EXCEEDED = "DeadlineExceeded";

    /**
     * The coordinator has given up; the message has its words.
     *
     * <p>Next: Read the coordinator's words in the message.
     */
    public static final String TRAINING_FAILED = "TrainingFailed";

    /** The job is complete or failed: nothing of it runs. */
    public static final String ENDED = "Ended";

    /**
     * The operator has a bug; the message has the exception.
     *
     * <p>Next: Report it with the message; the operator tries again.
     */
    public static final String INTERNAL_ERROR = "InternalError";

    private JobReasons() {}
}
