package dev.fedmoe.operator.apply;

import java.util.Locale;

/**
 * A write did not happen. Its message names the object, the field when the API server names one, and why. It is expected trouble, so
 * that it has no stack trace: a log of an outage stays readable.
 */
public final class ApplyFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Why why;
    private final String object;
    private final String field;

    public ApplyFailedException(Why why, String object, String field, String message) {
        super(
                object + (field.isEmpty() ? "" : ", " + field) + ": "
                        + why.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + message,
                null,
                false,
                false);
        this.why = why;
        this.object = object;
        this.field = field;
    }

    public Why why() {
        return why;
    }

    /** Kind and namespaced name, as in {@code StatefulSet plant/fashion-coordinator}. */
    public String object() {
        return object;
    }

    /** Path of the first field complained about, as in {@code spec.serviceName}; empty when the trouble is of no single field. */
    public String field() {
        return field;
    }

    /** What a caller may do about it. */
    public enum Why {
        /** This replica does not lead, or ceased to while it was at it: leave it to the one that does. */
        NOT_LEADING,
        /** A field that cannot change in place: delete the object and make it anew. */
        IMMUTABLE,
        /** The API server refuses the content: it will refuse it again until the desired object differs. */
        INVALID,
        /** A right is missing, or a quota or policy says no. */
        FORBIDDEN,
        /** The object has been made anew, or its namespace goes away: look again. */
        CONFLICT,
        /** There is no such object, namespace or kind. */
        NOT_FOUND,
        /** The API server is away or overloaded: try again. */
        UNAVAILABLE
    }
}
