package dev.fedmoe.crds.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.util.List;
import java.util.Set;

/** Types, bounds, patterns and required fields of a schema, with the API server's messages. */
final class SchemaCheck {
    /** What the API server finds before anything else; it then leaves CEL rules unchecked. */
    private static final Set<String> BLOCKING = Set.of("type", "required", "enum", "maxLength", "maxItems");

    private static final Set<String> KEYWORDS = Set.of(
            "type",
            "required",
            "enum",
            "maxLength",
            "minLength",
            "maxItems",
            "minItems",
            "minimum",
            "maximum",
            "pattern",
            "items",
            "properties",
            "additionalProperties");

    private final JsonSchema schema;

    SchemaCheck(JsonNode crdSchema) {
        var config =
                SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build();
        schema = JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(plain(crdSchema), config);
    }

    /** True when CEL rules may be checked. */
    boolean admit(JsonNode object, List<RuleViolation> checks) {
        var messages = schema.validate(object).stream()
                .sorted((a, b) -> path(a).compareTo(path(b)))
                .toList();
        messages.forEach(m -> checks.add(violation(m)));
        return messages.stream().noneMatch(m -> BLOCKING.contains(m.getType()));
    }

    private static RuleViolation violation(ValidationMessage m) {
        var path = path(m);
        var bound = m.getSchemaNode();
        var value = m.getInstanceNode();
        var invalid = path + ": Invalid value: " + GoText.of(value) + ": " + path + " in body ";
        return switch (m.getType()) {
            case "required" -> new RuleViolation(child(path, m.getProperty()) + ": Required value", "Add it");
            case "type" -> wrongType(path, value, bound);
            case "enum" ->
                new RuleViolation(
                        path + ": Unsupported value: " + GoText.of(value) + ": supported values: " + GoText.list(bound),
                        "");
            case "maxLength" ->
                new RuleViolation(path + ": Too long: may not be more than " + bound + " bytes", "Shorten it");
            case "maxItems" ->
                new RuleViolation(
                        path + ": Too many: " + value.size() + ": must have at most " + bound + " items",
                        "Remove some");
            case "minimum" ->
                new RuleViolation(
                        invalid + "should be greater than or equal to " + GoText.of(bound),
                        "Set it to " + bound + " or more");
            case "maximum" ->
                new RuleViolation(
                        invalid + "should be less than or equal to " + GoText.of(bound),
                        "Set it to " + bound + " or less");
            case "minLength" ->
                new RuleViolation(
                        invalid + "should be at least " + bound + " chars long",
                        "Write something here, or leave it out");
            case "pattern" ->
                new RuleViolation(invalid + "should match '" + bound.asText() + "'", "Write it in that form");
            default -> new RuleViolation(path + ": Invalid value: " + GoText.of(value) + ": " + m.getMessage(), "");
        };
    }

    private static RuleViolation wrongType(String path, JsonNode value, JsonNode expected) {
        var types = expected.isArray()
                ? String.join(",", expected.valueStream().map(JsonNode::asText).toList())
                : expected.asText();
        var is = GoText.type(value);
        var next =
                switch (types) {
                    case "string" ->
                        value.isValueNode() && !value.isNull()
                                ? "Put it in quotes: \"" + value.asText() + "\""
                                : "Write text here";
                    case "integer", "number" ->
                        value.isTextual()
                                ? "Write a number without quotes"
                                : "Write a " + (types.equals("integer") ? "whole number" : "number") + " here";
                    case "boolean" -> "Write true or false, without quotes";
                    case "object" -> "Write fields below it";
                    case "array" -> "Write a list";
                    default -> "Write a quantity such as 500m or 2Gi";
                };
        return new RuleViolation(
                path + ": Invalid value: \"" + is + "\": " + path + " in body must be of type " + types + ": \"" + is
                        + "\"",
                next);
    }

    private static String path(ValidationMessage m) {
        var pointer = m.getInstanceLocation().toString();
        return pointer.replaceFirst("^/", "")
                .replaceAll("/(\\d+)(?=/|$)", "[$1]")
                .replace('/', '.');
    }

    private static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** The keywords JSON schema knows; a quantity is an integer or a string. */
    private static JsonNode plain(JsonNode crd) {
        var out = ((ObjectNode) crd).objectNode();
        for (var field : crd.properties()) {
            if (field.getKey().equals("properties")) {
                var properties = out.putObject("properties");
                field.getValue().properties().forEach(p -> properties.set(p.getKey(), plain(p.getValue())));
            } else if (field.getValue().isObject() && KEYWORDS.contains(field.getKey())) {
                out.set(field.getKey(), plain(field.getValue()));
            } else if (KEYWORDS.contains(field.getKey())) {
                out.set(field.getKey(), field.getValue());
            }
        }
        if (crd.path("x-kubernetes-int-or-string").asBoolean()) {
            out.putArray("type").add("integer").add("string");
        }
        return out;
    }
}
