package dev.fedmoe.operator.announce;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** Writes Events (events.k8s.io/v1). Losing one is harmless; it never throws and never blocks a reconciliation. */
public interface EventRecorder {
    void announce(HasMetadata regarding, Announcement announcement);

    /**
     * What happened.
     *
     * @param reason CamelCase, documented
     * @param key names this happening among all of the object: the same key is written once, also after a restart of the operator
     */
    record Announcement(Kind kind, String reason, String message, String key) {
        public static Announcement normal(String reason, String message, String key) {
            return new Announcement(Kind.Normal, reason, message, key);
        }

        public static Announcement warning(String reason, String message, String key) {
            return new Announcement(Kind.Warning, reason, message, key);
        }
    }

    /** As the API spells them. */
    enum Kind {
        Normal,
        Warning
    }
}
