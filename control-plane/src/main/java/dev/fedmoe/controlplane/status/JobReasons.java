package dev.fedmoe.controlplane.status;

/** Condition types and reasons of a job. Part of the API: scripts match on them. */
public final class JobReasons {
    /** The spec can be run by this version. */
    public static final String ACCEPTED = "Accepted";

    /** Placement has found the slots. */
    public static final String CAPACITY_SUFFICIENT = "CapacitySufficient";

    /** The coordinator reports. */
    public static final String COORDINATOR_READY = "CoordinatorReady";

    /** All placed clients are live. */
    public static final String CLIENTS_READY = "ClientsReady";

    /** Every expert is being trained. */
    public static final String EXPERTS_COVERED = "ExpertsCovered";

    /** Rounds are being trained. */
    public static final String PROGRESSING = "Progressing";

    /** {@code spec.suspend} is set. */
    public static final String SUSPENDED = "Suspended";

    /** All rounds are committed, or the target is reached. */
    public static final String COMPLETE = "Complete";

    /** The job has ended without completing. */
    public static final String FAILED = "Failed";

    /** Derived: the first five hold. */
    public static final String READY = "Ready";

    /** Present while looks at the job end in a bug of the operator, and then False. */
    public static final String RECONCILED = "Reconciled";

    /** It is so. */
    public static final String AS_WANTED = "AsWanted";

    /** The spec asks for what this version cannot do. */
    public static final String NOT_BUILT = "NotBuilt";

    /** Placement has not answered yet. */
    public static final String NOT_PLACED = "NotPlaced";

    /** Fewer slots than the job needs; the message has the numbers. */
    public static final String NOT_ENOUGH_SLOTS = "NotEnoughSlots";

    /** The pool that {@code spec.poolRef} names is not there. */
    public static final String POOL_NOT_FOUND = "PoolNotFound";

    /** The coordinator has not reported yet. */
    public static final String STARTING = "Starting";

    /** Some placed clients are not live. */
    public static final String CLIENTS_MISSING = "ClientsMissing";

    /** No round has been committed yet. */
    public static final String NOT_TRAINED = "NotTrained";

    /** An expert has had no accepted update for many rounds. */
    public static final String EXPERT_STARVED = "ExpertStarved";

    /** The job is in another phase; the message has the coordinator's words. */
    public static final String OTHER_PHASE = "OtherPhase";

    /** The user has asked for a pause. */
    public static final String BY_SPEC = "BySpec";

    /** The coordinator has reported before, but the operator has lost its connection. */
    public static final String UNREACHABLE = "Unreachable";

    /** The checkpoint claim waits for a volume. */
    public static final String VOLUME_UNBOUND = "VolumeUnbound";

    /** Rounds have been committed to a claim that is gone, or another claim has its name. Nothing is started. */
    public static final String VOLUME_LOST = "VolumeLost";

    /** The checkpoint claim belongs to an earlier job of the same name. Nothing is started. */
    public static final String VOLUME_IN_USE = "VolumeInUse";

    /** A claim with data, of a client or of the evaluator, is not there. */
    public static final String DATA_MISSING = "DataMissing";

    /** The image of a pod cannot be had. */
    public static final String IMAGE_UNAVAILABLE = "ImageUnavailable";

    /** The scheduler finds no node for a pod. */
    public static final String UNSCHEDULABLE = "Unschedulable";

    /** The API server refuses an object of the job; the message has its words. */
    public static final String OBJECT_REFUSED = "ObjectRefused";

    /** The coordinator's container ends again and again; the message has its last words. */
    public static final String COORDINATOR_FAILING = "CoordinatorFailing";

    /** A worker's container ends again and again; the message has its exit code and last words. */
    public static final String WORKER_FAILING = "WorkerFailing";

    /** A worker needed more memory than it may use. */
    public static final String WORKER_OUT_OF_MEMORY = "WorkerOutOfMemory";

    /** A deadline of the spec has passed. */
    public static final String DEADLINE_EXCEEDED = "DeadlineExceeded";

    /** The coordinator has given up; the message has its words. */
    public static final String TRAINING_FAILED = "TrainingFailed";

    /** The job is complete or failed: nothing of it runs. */
    public static final String ENDED = "Ended";

    /** The operator has a bug; the message has the exception. */
    public static final String INTERNAL_ERROR = "InternalError";

    private JobReasons() {}
}
