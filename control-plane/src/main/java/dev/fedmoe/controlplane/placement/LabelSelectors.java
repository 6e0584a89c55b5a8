package dev.fedmoe.controlplane.placement;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.Node;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Label selectors as Kubernetes reads them; an empty one matches every node. */
final class LabelSelectors {
    private LabelSelectors() {}

    static boolean matches(LabelSelector selector, Node node) {
        var labels = Objects.requireNonNullElse(node.getMetadata().getLabels(), Map.<String, String>of());
        var wanted = Objects.requireNonNullElse(selector.getMatchLabels(), Map.<String, String>of());
        var expressions =
                Objects.requireNonNullElse(selector.getMatchExpressions(), List.<LabelSelectorRequirement>of());
        return wanted.entrySet().stream().allMatch(e -> e.getValue().equals(labels.get(e.getKey())))
                && expressions.stream().allMatch(e -> holds(e, labels));
    }

    private static boolean holds(LabelSelectorRequirement expression, Map<String, String> labels) {
        boolean there = labels.containsKey(expression.getKey());
        boolean listed = there && expression.getValues().contains(labels.get(expression.getKey()));
        return switch (expression.getOperator()) {
            case "In" -> listed;
            case "NotIn" -> !listed;
            case "Exists" -> there;
            case "DoesNotExist" -> !there;
            // Matching nothing is safe: a client too few is seen, one too many would train on data it should not.
            default -> false;
        };
    }
}
