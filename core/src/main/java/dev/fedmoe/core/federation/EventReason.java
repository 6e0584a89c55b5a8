package dev.fedmoe.core.federation;

/** Why people are told something. */
public enum EventReason {
    CLIENT_JOINED("Joined"),
    CLIENT_LOST("ClientLost"),
    EXPERT_KEPT("ExpertKept"),
    ROUND_COMMITTED("RoundCommitted"),
    ROUND_ABANDONED("RoundAbandoned"),
    PLAN_FAILED("PlanFailed"),
    COMMIT_FAILED("CommitFailed"),
    CHECKPOINT_FELL_BACK("CheckpointFellBack"),
    COMPLETE("Complete");

    private final String label;

    EventReason(String label) {
        this.label = label;
    }

    /** As reports and logs spell it. */
    @Override
    public String toString() {
        return label;
    }
}
