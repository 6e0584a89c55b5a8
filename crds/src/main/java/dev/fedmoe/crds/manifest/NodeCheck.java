package dev.fedmoe.crds.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a plain {@code v1/Node} needs to stand for a client: CPU and memory it can give, and no field that would go unread. */
final class NodeCheck {
    private NodeCheck() {}

    static List<Node> read(ObjectNode object, ObjectMapper json, List<RuleViolation> checks) {
        int before = checks.size();
        for (var resource : List.of("cpu", "memory")) {
            quantity(
                    object.path("status").path("allocatable").path(resource), "status.allocatable." + resource, checks);
        }
        if (checks.size() > before) {
            return List.of();
        }
        try {
            var node = json.treeToValue(object, Node.class);
            unknown(node, checks);
            return checks.size() == before ? List.of(node) : List.of();
        } catch (JsonProcessingException e) {
            checks.add(RuleViolation.unreadable("", e));
            return List.of();
        }
    }

    private static void quantity(JsonNode value, String path, List<RuleViolation> checks) {
        if (value.isMissingNode() || value.isNull()) {
            checks.add(new RuleViolation(
                    path + ": Required value", "Say what the node can give, such as " + example(path)));
            return;
        }
        try {
            if (value.isValueNode()
                    && Quantity.getAmountInBytes(new Quantity(value.asText())).compareTo(BigDecimal.ZERO) >= 0) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // Reported below with every other value that is no quantity.
        }
        checks.add(new RuleViolation(
                path + ": Invalid value: " + GoText.of(value) + ": must be a quantity of at least 0",
                "Write it as " + example(path)));
    }

    private static String example(String path) {
        return path.endsWith("cpu") ? "cpu: \"2\" or 500m" : "memory: 2Gi or 512Mi";
    }

    private static void unknown(Node node, List<RuleViolation> checks) {
        var found = new ArrayList<String>();
        names("", node.getAdditionalProperties(), found);
        names("metadata.", node.getMetadata().getAdditionalProperties(), found);
        names("status.", node.getStatus().getAdditionalProperties(), found);
        if (node.getSpec() != null) {
            names("spec.", node.getSpec().getAdditionalProperties(), found);
        }
        for (var field : found) {
            checks.add(CustomSchema.unknown("Node", "v1", field, "Remove it"));
        }
    }

    private static void names(String path, Map<String, Object> unknown, List<String> found) {
        unknown.keySet().forEach(name -> found.add(path + name));
    }
}
