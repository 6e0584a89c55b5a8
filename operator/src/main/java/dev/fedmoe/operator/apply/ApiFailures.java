package dev.fedmoe.operator.apply;

import dev.fedmoe.operator.apply.ApplyFailedException.Why;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The API server's answers, as trouble with a name. */
final class ApiFailures {
    private static final Pattern IMMUTABLE = Pattern.compile(
            "immutable|may not be changed|cannot be changed|updates to .* are forbidden|may not change fields");

    private static final Pattern FIELD = Pattern.compile(": ([a-z][A-Za-z0-9]*(?:\\.[A-Za-z0-9_\\-]+|\\[[^\\]]*])+): ");

    private ApiFailures() {}

    static ApplyFailedException notLeading(HasMetadata object) {
        return new ApplyFailedException(Why.NOT_LEADING, name(object), "", "another replica may act by now");
    }

    static ApplyFailedException failed(HasMetadata object, KubernetesClientException e) {
        Optional<Status> status = Optional.ofNullable(e.getStatus());
        String message = status.map(Status::getMessage).orElseGet(() -> told(e));
        return new ApplyFailedException(why(e.getCode(), message), name(object), field(status, message), message);
    }

    /** Of a call that had no answer: the client's own words say little, their cause more. */
    private static String told(KubernetesClientException e) {
        var cause = e.getCause();
        return cause == null ? String.valueOf(e.getMessage()) : e.getMessage() + ": " + cause;
    }

    static String name(HasMetadata object) {
        String namespace = object.getMetadata().getNamespace();
        String name = object.getMetadata().getName();
        return object.getKind() + " " + (namespace == null ? name : namespace + "/" + name);
    }

    private static Why why(int code, String message) {
        return switch (code) {
            case 400, 422 -> refused(message);
            case 401, 403 -> Why.FORBIDDEN;
            case 404 -> Why.NOT_FOUND;
            case 409 -> Why.CONFLICT;
            default -> Why.UNAVAILABLE;
        };
    }

    private static Why refused(String message) {
        if (message.contains("metadata.uid")) {
            return Why.CONFLICT;
        }
        return IMMUTABLE.matcher(message).find() ? Why.IMMUTABLE : Why.INVALID;
    }

    private static String field(Optional<Status> status, String message) {
        List<StatusCause> causes = status.map(Status::getDetails)
                .map(details -> details.getCauses())
                .orElse(List.of());
        for (StatusCause cause : causes) {
            if (cause.getField() != null) {
                return cause.getField();
            }
        }
        Matcher named = FIELD.matcher(message);
        return named.find() ? named.group(1) : "";
    }
}
