package dev.fedmoe.crds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import java.util.Locale;
import java.util.Map;

/** What the generator leaves out: column order, defaults from the model's first values, required spec, texts of borrowed types. */
final class CrdPostProcessor {
    private static final Map<String, String> BORROWED = Map.ofEntries(
            Map.entry("nodeSelector.matchLabels", "Labels that must all be present with these values."),
            Map.entry("nodeSelector.matchExpressions", "Expressions that must all hold."),
            Map.entry("matchExpressions.key", "Label the expression is about."),
            Map.entry("matchExpressions.operator", "In, NotIn, Exists or DoesNotExist."),
            Map.entry("matchExpressions.values", "Values for In and NotIn; empty otherwise."),
            Map.entry("tolerations.key", "Taint key; empty with operator Exists means every taint."),
            Map.entry("tolerations.operator", "Equal (also when absent) or Exists."),
            Map.entry("tolerations.value", "Taint value, for Equal."),
            Map.entry("tolerations.effect", "Taint effect; empty means every effect."),
            Map.entry("tolerations.tolerationSeconds", "Seconds a NoExecute taint is put up with; absent: for ever."),
            Map.entry("conditions.type", "What the condition is about."),
            Map.entry("conditions.status", "True, False or Unknown."),
            Map.entry("conditions.reason", "Why, as one CamelCase word."),
            Map.entry("conditions.message", "Why, for people: the numbers and the next step."),
            Map.entry("conditions.lastTransitionTime", "When the status last changed."),
            Map.entry("conditions.observedGeneration", "Generation of the spec the condition speaks of."));

    /** The form of a Kubernetes quantity. */
    private static final String QUANTITY =
            "^[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]+)?$";

    private CrdPostProcessor() {}

    static void apply(ObjectNode crd, Class<?> type, JsonNode firstSpec) {
        ((ObjectNode) crd.at("/spec/names")).putArray("categories").add("fedmoe");
        var version = (ObjectNode) crd.at("/spec/versions/0");
        version.set("additionalPrinterColumns", columns(version.arrayNode(), type));
        var schema = (ObjectNode) version.at("/schema/openAPIV3Schema");
        schema.putArray("required").add("spec");
        schema.put("description", summary(type));
        describe(schema, "spec", "What is wanted.");
        describe(schema, "status", "What is so. Written by the operator.");
        defaults((ObjectNode) schema.at("/properties/spec"), firstSpec);
        finish(schema, "");
    }

    private static String summary(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "EdgeClientPool" -> "The edge nodes that may train, and what of them may be used.";
            case "EdgeClient" -> "One node of a pool, as a participant that owns data. Made by its pool, not by users.";
            default -> "One federated training run of one Mixture-of-Experts model.";
        };
    }

    private static ArrayNode columns(ArrayNode columns, Class<?> type) {
        for (var column : type.getAnnotationsByType(AdditionalPrinterColumn.class)) {
            columns.addObject()
                    .put("name", column.name())
                    .put("type", column.type().name().toLowerCase(Locale.ROOT))
                    .put("jsonPath", column.jsonPath());
        }
        return columns;
    }

    private static void describe(ObjectNode schema, String field, String text) {
        if (schema.at("/properties/" + field) instanceof ObjectNode property) {
            property.put("description", text);
        }
    }

    private static void defaults(ObjectNode schema, JsonNode first) {
        for (var property : schema.path("properties").properties()) {
            var value = first.path(property.getKey());
            var target = (ObjectNode) property.getValue();
            boolean required = schema.path("required").valueStream().anyMatch(r -> r.asText()
                    .equals(property.getKey()));
            boolean section = target.path("properties").isObject() && value.isObject();
            if (section) {
                defaults(target, value);
            }
            if (!required && section) {
                target.putObject("default");
            } else if (!required && value.isValueNode() && !value.isNull()) {
                target.set("default", value);
            }
        }
    }

    private static void finish(ObjectNode schema, String name) {
        if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
            schema.put("pattern", QUANTITY);
            // Says the same once more, and each violation is then reported three times.
            schema.remove("anyOf");
        }
        whole(schema, "minimum");
        whole(schema, "maximum");
        for (var property : schema.path("properties").properties()) {
            var target = (ObjectNode) property.getValue();
            var text = BORROWED.get(name + "." + property.getKey());
            if (text != null) {
                target.put("description", text);
            }
            if (property.getKey().equals("conditions")) {
                target.put("x-kubernetes-list-type", "map")
                        .putArray("x-kubernetes-list-map-keys")
                        .add("type");
                ((ObjectNode) target.path("items"))
                        .putArray("required")
                        .add("type")
                        .add("status");
            }
            finish(target, property.getKey());
            if (target.path("items") instanceof ObjectNode items) {
                finish(items, property.getKey());
            }
        }
    }

    /** The generator writes every bound as a floating-point number. */
    private static void whole(ObjectNode schema, String bound) {
        var value = schema.path(bound);
        if (value.isDouble() && value.asDouble() == value.asLong()) {
            schema.put(bound, value.asLong());
        }
    }
}
