package dev.fedmoe.crds.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Fields a schema does not know, as strict decoding finds them. */
final class UnknownFields {
    private static final Set<String> OF_EVERY_OBJECT = Set.of("apiVersion", "kind", "metadata");

    private UnknownFields() {}

    /** A field that is not in the schema, and what could have been meant. */
    record Unknown(String path, String next) {}

    static List<Unknown> in(JsonNode schema, JsonNode object) {
        var found = new ArrayList<Unknown>();
        walk(schema, object, "", found);
        return found;
    }

    private static void walk(JsonNode schema, JsonNode value, String path, List<Unknown> found) {
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                walk(schema.path("items"), value.get(i), path + "[" + i + "]", found);
            }
        }
        var properties = schema.path("properties");
        if (!value.isObject() || !properties.isObject()) {
            return;
        }
        for (var field : value.properties()) {
            var here = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            if (properties.has(field.getKey())) {
                walk(properties.get(field.getKey()), field.getValue(), here, found);
            } else if (!path.isEmpty() || !OF_EVERY_OBJECT.contains(field.getKey())) {
                found.add(new Unknown(here, next(field.getKey(), properties)));
            }
        }
    }

    private static String next(String name, JsonNode properties) {
        var known = new TreeSet<String>();
        properties.fieldNames().forEachRemaining(known::add);
        return known.stream()
                .filter(k -> distance(name, k) <= Math.max(2, name.length() / 3))
                .min((a, b) -> Integer.compare(distance(name, a), distance(name, b)))
                .map(k -> "Maybe you mean " + k)
                .orElseGet(() -> "Known here: " + known.stream().collect(Collectors.joining(", ")));
    }

    /** Edits between two words, upper and lower case taken as one. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            int corner = 0;
            for (int j = 0; j <= b.length(); j++) {
                int above = row[j];
                if (i == 0 || j == 0) {
                    row[j] = i + j;
                } else {
                    boolean same = Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
                    row[j] = Math.min(corner + (same ? 0 : 1), 1 + Math.min(above, row[j - 1]));
                }
                corner = above;
            }
        }
        return row[b.length()];
    }
}
