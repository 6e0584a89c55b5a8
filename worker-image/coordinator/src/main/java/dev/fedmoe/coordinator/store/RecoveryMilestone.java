package dev.fedmoe.coordinator.store;

/** Moments between which a crash must lose nothing that was reported. */
public enum RecoveryMilestone {
    UPDATE_ACCEPTED,
    PART_FOLDED,
    BEFORE_WRITE,
    AFTER_WRITE,
    AFTER_FSYNC,
    AFTER_RENAME,
    COMMITTED,
    PLAN_WRITE
}
