package dev.fedmoe.protocol.client;

import dev.fedmoe.protocol.v1alpha1.Refusal;
import org.jspecify.annotations.Nullable;

/** A call to the coordinator failed. */
public final class LinkException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    /** {@code refusal} is REFUSAL_UNSPECIFIED for an outage: the coordinator is away or the link is down. */
    public LinkException(Refusal refusal, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }

    /** True for an outage: join again later. False for a refusal: the same call would be refused again. */
    public boolean isOutage() {
        return refusal == Refusal.REFUSAL_UNSPECIFIED;
    }
}
