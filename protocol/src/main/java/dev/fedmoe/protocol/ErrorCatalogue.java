package dev.fedmoe.protocol;

import dev.fedmoe.protocol.v1alpha1.Refusal;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One status code a {@link Refusal}. The refusal itself travels in the trailer {@code fedmoe-refusal}. */
public final class ErrorCatalogue {
    private static final Metadata.Key<String> TRAILER =
            Metadata.Key.of("fedmoe-refusal", Metadata.ASCII_STRING_MARSHALLER);
    private static final String PREFIX = "REFUSAL_";

    private ErrorCatalogue() {}

    public static Status.Code code(Refusal refusal) {
        return switch (refusal) {
            case REFUSAL_UNAUTHENTICATED -> Status.Code.UNAUTHENTICATED;
            case REFUSAL_NOT_YOUR_CLIENT, REFUSAL_NOT_ASSIGNED -> Status.Code.PERMISSION_DENIED;
            case REFUSAL_UNKNOWN_CLIENT, REFUSAL_UNKNOWN_PART -> Status.Code.NOT_FOUND;
            case REFUSAL_WRONG_JOB, REFUSAL_WRONG_EPOCH, REFUSAL_ROUND_NOT_OPEN, REFUSAL_WRONG_VERSION ->
                Status.Code.FAILED_PRECONDITION;
            case REFUSAL_MISSING_TENSOR,
                    REFUSAL_UNEXPECTED_TENSOR,
                    REFUSAL_WRONG_SHAPE,
                    REFUSAL_WRONG_DTYPE,
                    REFUSAL_WRONG_SIZE,
                    REFUSAL_BAD_CHUNK,
                    REFUSAL_NOT_FINITE,
                    REFUSAL_BAD_REPORT,
                    REFUSAL_OUT_OF_TURN -> Status.Code.INVALID_ARGUMENT;
            case REFUSAL_OUT_OF_RANGE -> Status.Code.OUT_OF_RANGE;
            case REFUSAL_WRONG_DIGEST -> Status.Code.DATA_LOSS;
            case REFUSAL_TOO_SLOW -> Status.Code.ABORTED;
            case REFUSAL_DUPLICATE -> Status.Code.ALREADY_EXISTS;
            case REFUSAL_NO_ROOM -> Status.Code.RESOURCE_EXHAUSTED;
            case REFUSAL_UNSPECIFIED, UNRECOGNIZED -> Status.Code.INTERNAL;
        };
    }

    public static Status status(RefusedRequest why) {
        return Status.fromCode(code(why.refusal())).withDescription(why.message());
    }

    public static Metadata trailers(RefusedRequest why) {
        var trailers = new Metadata();
        trailers.put(TRAILER, why.refusal().name().substring(PREFIX.length()));
        return trailers;
    }

    public static StatusRuntimeException exception(RefusedRequest why) {
        return status(why).asRuntimeException(trailers(why));
    }

    /** The refusal a peer stated; empty for an outage. A refusal newer than this side reads as UNRECOGNIZED. */
    public static Optional<Refusal> refusal(@Nullable Metadata trailers) {
        String name = trailers == null ? null : trailers.get(TRAILER);
        if (name == null) {
            return Optional.empty();
        }
        for (Refusal refusal : Refusal.values()) {
            if (refusal.name().equals(PREFIX + name)) {
                return Optional.of(refusal);
            }
        }
        return Optional.of(Refusal.UNRECOGNIZED);
    }
}
