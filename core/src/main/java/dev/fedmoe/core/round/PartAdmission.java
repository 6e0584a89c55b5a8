package dev.fedmoe.core.round;

/** What the round says about one part of one client's update. */
public enum PartAdmission {
    /** Assigned and awaited. */
    WANTED,
    /** Accepted before; another copy changes nothing. */
    SETTLED,
    /** This client was not given this part. */
    NOT_ASSIGNED,
    /** Assigned, but the part closed without it. */
    LATE
}
