package dev.fedmoe.crds.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Fills in a schema's defaults, as the API server does: parents first, and null counts as absent. */
final class SchemaDefaults {
    private SchemaDefaults() {}

    static void apply(JsonNode schema, JsonNode value) {
        if (value instanceof ObjectNode object) {
            for (var property : schema.path("properties").properties()) {
                var first = property.getValue().get("default");
                var there = object.get(property.getKey());
                if (first != null && (there == null || there.isNull())) {
                    object.set(property.getKey(), first.deepCopy());
                } else if (there != null && there.isNull()) {
                    object.remove(property.getKey());
                }
                apply(property.getValue(), object.path(property.getKey()));
            }
        } else if (value.isArray()) {
            value.forEach(item -> apply(schema.path("items"), item));
        }
    }
}
