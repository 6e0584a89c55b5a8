package dev.fedmoe.operator.apply;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import java.util.Set;

/** When two values mean the same to the API server. */
final class ValueComparison {
    /** Maps of amounts: 1000m is stored as 1. */
    private static final Set<String> RESOURCES = Set.of("limits", "requests", "capacity", "hard");

    private static final Set<String> AMOUNTS = Set.of("sizeLimit", "divisor");

    /** What the API server fills in within values it notes as a whole; elsewhere what it fills in is not noted as ours. */
    private static final Map<String, String> FILLED_IN = Map.of(
            "apiVersion", "v1", "expirationSeconds", "3600", "protocol", "TCP", "divisor", "0", "optional", "false");

    private ValueComparison() {}

    static boolean resources(String field) {
        return RESOURCES.contains(field);
    }

    static boolean same(String field, JsonNode desired, JsonNode observed) {
        if (desired.isObject() && observed.isObject()) {
            return sameFields(field, desired, observed);
        }
        if (desired.isArray() && observed.isArray()) {
            return sameItems(field, desired, observed);
        }
        if (desired.isNumber() && observed.isNumber()) {
            return desired.decimalValue().compareTo(observed.decimalValue()) == 0;
        }
        return AMOUNTS.contains(field) ? sameAmount(desired, observed) : desired.equals(observed);
    }

    static boolean sameAmount(JsonNode desired, JsonNode observed) {
        return Quantity.parse(desired.asText())
                        .getNumericalAmount()
                        .compareTo(Quantity.parse(observed.asText()).getNumericalAmount())
                == 0;
    }

    static boolean member(JsonNode items, JsonNode value) {
        for (JsonNode item : items) {
            if (item.equals(value)) {
                return true;
            }
        }
        return false;
    }

    static boolean empty(JsonNode value) {
        return value.isContainerNode() && value.isEmpty();
    }

    /** What the API server leaves out when it stores it, although it notes the field as ours. */
    static boolean dropped(JsonNode value) {
        return value.isContainerNode()
                ? value.isEmpty()
                : value.asText().isEmpty()
                        || value.asText().equals("0")
                        || value.asText().equals("false");
    }

    private static boolean sameFields(String field, JsonNode desired, JsonNode observed) {
        for (Map.Entry<String, JsonNode> entry : observed.properties()) {
            JsonNode wanted = desired.get(entry.getKey());
            boolean absent = wanted == null || wanted.isNull();
            if (absent && !entry.getValue().asText().equals(FILLED_IN.get(entry.getKey()))) {
                return false;
            }
        }
        for (Map.Entry<String, JsonNode> entry : desired.properties()) {
            JsonNode found = observed.get(entry.getKey());
            boolean nothing = entry.getValue().isNull() || dropped(entry.getValue());
            if (found == null ? !nothing : !sameValue(field, entry.getKey(), entry.getValue(), found)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameValue(String parent, String field, JsonNode desired, JsonNode found) {
        return resources(parent) ? sameAmount(desired, found) : same(field, desired, found);
    }

    private static boolean sameItems(String field, JsonNode desired, JsonNode observed) {
        if (desired.size() != observed.size()) {
            return false;
        }
        for (int i = 0; i < desired.size(); i++) {
            if (!same(field, desired.get(i), observed.get(i))) {
                return false;
            }
        }
        return true;
    }
}
