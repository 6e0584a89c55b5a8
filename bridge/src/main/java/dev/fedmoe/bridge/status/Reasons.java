package dev.fedmoe.bridge.status;

/** Condition types and reasons of a job. Part of the API: scripts match on them. */
public final class Reasons {
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

    /** It is so. */
    public static final String AS_WANTED = "AsWanted";

    /** The spec asks for what this version cannot do. */
    public static final String NOT_BUILT = "NotBuilt";

    /** Placement has not answered yet. */
    public static final String NOT_PLACED = "NotPlaced";

    /** Fewer slots than the job needs; the message has the numbers. */
    public static final String NOT_ENOUGH_SLOTS = "NotEnoughSlots";

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

    private Reasons() {}
}
