package dev.fedmoe.crds.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One kind's schema out of its committed CRD, and the API server's way with it: prune, default, check, then CEL. */
final class CustomSchema {
    private static final Map<String, CustomSchema> BY_KIND = new ConcurrentHashMap<>();

    private final String kind;
    private final JsonNode schema;
    private final SchemaCheck shape;
    private final CelCheck rules;

    private CustomSchema(String kind) {
        this.kind = kind;
        this.schema = CommittedCrd.of(kind).schema();
        this.shape = new SchemaCheck(schema);
        this.rules = new CelCheck(schema);
    }

    static CustomSchema of(String kind) {
        return BY_KIND.computeIfAbsent(kind, CustomSchema::new);
    }

    /** Fills in defaults. False when the API server would not take the object. */
    boolean admit(ObjectNode object, List<RuleViolation> checks) {
        int before = checks.size();
        for (var unknown : UnknownFields.in(schema, object)) {
            checks.add(unknown(kind, "v1alpha1", unknown.path(), unknown.next()));
        }
        SchemaDefaults.apply(schema, object);
        if (shape.admit(object, checks)) {
            rules.check(object, checks);
        }
        return checks.size() == before;
    }

    /** As strict decoding words it. */
    static RuleViolation unknown(String kind, String version, String path, String next) {
        return new RuleViolation(
                kind + " in version \"" + version + "\" cannot be handled as a " + kind
                        + ": strict decoding error: unknown field \"" + path + "\"",
                next);
    }
}
