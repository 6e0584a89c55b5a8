package dev.fedmoe.cluster.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One request, as the audit log has it.
 *
 * @param pod the pod whose token it carried; empty when the token was bound to none
 * @param resource with subresource, as RBAC names it: {@code pods/status}
 * @param code HTTP status; 0 while a watch goes on
 * @param denied by RBAC; a 403 may also be of a namespace that is going away, or of a quota
 */
public record AuditedRequest(
        Instant time,
        String user,
        String pod,
        String verb,
        String group,
        String resource,
        String namespace,
        String name,
        int code,
        boolean denied) {
    private static final int CREATED = 201;
    private static final Set<String> READS = Set.of("get", "list", "watch");

    static AuditedRequest of(JsonNode entry) {
        var object = entry.path("objectRef");
        String sub = object.path("subresource").asText();
        return new AuditedRequest(
                Instant.parse(entry.path("requestReceivedTimestamp").asText()),
                entry.path("user").path("username").asText(),
                entry.at("/user/extra/authentication.kubernetes.io~1pod-name/0").asText(),
                entry.path("verb").asText(),
                object.path("apiGroup").asText(),
                object.path("resource").asText() + (sub.isEmpty() ? "" : "/" + sub),
                object.path("namespace").asText(),
                object.path("name").asText(),
                entry.path("responseStatus").path("code").asInt(),
                entry.at("/annotations/authorization.k8s.io~1decision").asText().equals("forbid"));
    }

    public boolean writes() {
        return !READS.contains(verb);
    }

    /** A renewed lease is how a leader says that it lives; it is the one write that goes on for ever. */
    public boolean renewsLease() {
        return resource.equals("leases");
    }

    /** As in a rule of RBAC: {@code create apps/statefulsets}. */
    public String right() {
        return verb + " " + (group.isEmpty() ? "" : group + "/") + resource;
    }

    /** Rights it needed: one that is applied for the first time is created, too. */
    public Stream<String> rights() {
        boolean made = verb.equals("patch") && code == CREATED;
        return made ? Stream.of(right(), right().replaceFirst("patch", "create")) : Stream.of(right());
    }

    @Override
    public String toString() {
        return "%s %s %s %s/%s by %s -> %d".formatted(time, verb, resource, namespace, name, pod, code);
    }
}
