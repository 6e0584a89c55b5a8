package dev.fedmoe.operator.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares along the API server's notes of who owns what: {@code f:name} is a field, {@code k:{...}} an item by its key,
 * {@code v:...} a member of a set; an empty note is a whole value.
 *
 * @see <a href="https://github.com/kubernetes-sigs/structured-merge-diff/blob/master/fieldpath/serialize.go">its format</a>
 */
final class OwnedFields {
    private static final ObjectMapper KEYS = new ObjectMapper();

    private OwnedFields() {}

    /** True when {@code owned} notes exactly the fields of {@code desired}, and each has the same value in {@code observed}. */
    static boolean same(JsonNode desired, JsonNode observed, JsonNode owned) {
        for (Map.Entry<String, JsonNode> note : owned.properties()) {
            if (note.getKey().startsWith("f:")
                    && !present(desired.get(note.getKey().substring(2)))) {
                return false;
            }
        }
        for (Map.Entry<String, JsonNode> field : desired.properties()) {
            JsonNode note = owned.get("f:" + field.getKey());
            if (!sameField(field.getKey(), field.getValue(), observed.get(field.getKey()), note)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameField(
            String name, JsonNode desired, @Nullable JsonNode observed, @Nullable JsonNode note) {
        if (!present(desired)) {
            return note == null;
        }
        if (ValueComparison.empty(desired)) {
            // The API server drops some empty lists and maps, and keeps others.
            return note == null || (whole(note) && (observed == null || ValueComparison.empty(observed)));
        }
        if (note == null) {
            return false;
        }
        if (observed == null) {
            return ValueComparison.dropped(desired);
        }
        return whole(note) ? ValueComparison.same(name, desired, observed) : samePart(name, desired, observed, note);
    }

    private static boolean samePart(String name, JsonNode desired, JsonNode observed, JsonNode note) {
        if (desired.isObject() && observed.isObject()) {
            return ValueComparison.resources(name)
                    ? sameAmounts(desired, observed, note)
                    : same(desired, observed, note);
        }
        return desired.isArray() && observed.isArray() && sameItems(desired, observed, note);
    }

    private static boolean sameAmounts(JsonNode desired, JsonNode observed, JsonNode note) {
        return note.properties().stream()
                                .filter(e -> e.getKey().startsWith("f:"))
                                .count()
                        == desired.size()
                && desired.properties().stream()
                        .allMatch(amount -> note.has("f:" + amount.getKey())
                                && observed.has(amount.getKey())
                                && ValueComparison.sameAmount(amount.getValue(), observed.get(amount.getKey())));
    }

    private static boolean sameItems(JsonNode desired, JsonNode observed, JsonNode note) {
        int items = 0;
        for (Map.Entry<String, JsonNode> item : note.properties()) {
            String path = item.getKey();
            if (path.equals(".")) {
                continue;
            }
            items++;
            JsonNode key = parsed(path.substring(2));
            boolean same = path.startsWith("k:")
                    ? sameItem(desired, observed, key, item.getValue())
                    : path.startsWith("v:")
                            && ValueComparison.member(desired, key)
                            && ValueComparison.member(observed, key);
            if (!same) {
                return false;
            }
        }
        return items == desired.size();
    }

    private static boolean sameItem(JsonNode desired, JsonNode observed, JsonNode key, JsonNode note) {
        JsonNode wanted = find(desired, key, true);
        JsonNode found = find(observed, key, false);
        if (wanted == null || found == null) {
            return false;
        }
        return note.isEmpty() ? ValueComparison.same("", wanted, found) : same(wanted, found, note);
    }

    /** A desired item may leave a part of its key to the API server, as a port its protocol. */
    private static @Nullable JsonNode find(JsonNode items, JsonNode key, boolean lenient) {
        for (JsonNode item : items) {
            boolean match = key.properties().stream().allMatch(part -> {
                JsonNode value = item.get(part.getKey());
                return present(value) ? value.equals(part.getValue()) : lenient;
            });
            if (match) {
                return item;
            }
        }
        return null;
    }

    private static boolean whole(JsonNode note) {
        return note.isEmpty() || (note.size() == 1 && note.has("."));
    }

    private static boolean present(@Nullable JsonNode value) {
        return value != null && !value.isNull();
    }

    private static JsonNode parsed(String key) {
        try {
            return KEYS.readTree(key);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a key of managedFields: " + key, e);
        }
    }
}
