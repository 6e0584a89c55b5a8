package dev.fedmoe.benchmarks.policies.experiment;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Says in a sentence which field of a file cannot be read, what it holds, and what to write.
 *
 * @param tree the file
 * @param example a file that can be read
 */
record FieldProblem(JsonMappingException problem, JsonNode tree, JsonNode example) {
    private static final String SKEWS = "dirichlet, classes or even";

    String sentence() {
        var place = place();
        String name = String.join(".", place);
        JsonNode value = value();
        if (problem instanceof UnrecognizedPropertyException unknown) {
            var known = unknown.getKnownPropertyIds().stream()
                    .map(String::valueOf)
                    .collect(Collectors.toCollection(TreeSet::new));
            return name + " (" + value + ") is unknown. Maybe one of " + String.join(", ", known) + ".";
        }
        if (value.isMissingNode()) {
            return name + " is missing. " + advice(place);
        }
        return name + " is " + value + ", expected " + expected() + ". " + advice(place);
    }

    /** Names of the field and of those it lies in, the outermost first. */
    private List<String> place() {
        var names = new ArrayList<String>();
        for (var step : problem.getPath()) {
            if (step.getFieldName() != null) {
                names.add(step.getFieldName());
            }
        }
        invalid()
                .map(InvalidFieldException::field)
                .filter(field -> !field.isEmpty())
                .ifPresent(names::add);
        return names;
    }

    private JsonNode value() {
        JsonNode node = tree;
        for (var step : problem.getPath()) {
            node = step.getFieldName() != null ? node.path(step.getFieldName()) : node.path(step.getIndex());
        }
        String field = invalid().map(InvalidFieldException::field).orElse("");
        return field.isEmpty() ? node : node.path(field);
    }

    private Optional<InvalidFieldException> invalid() {
        return problem.getCause() instanceof InvalidFieldException invalid ? Optional.of(invalid) : Optional.empty();
    }

    private String expected() {
        Throwable cause = problem.getCause();
        if (cause instanceof InvalidFieldException invalid) {
            return invalid.expected();
        }
        if (cause instanceof IllegalArgumentException refused) {
            return "something else: " + refused.getMessage();
        }
        if (problem instanceof InvalidTypeIdException) {
            return SKEWS;
        }
        return problem instanceof MismatchedInputException mismatch ? words(mismatch.getTargetType()) : "another value";
    }

    private static String words(Class<?> type) {
        if (type == int.class || type == Integer.class) {
            return "a whole number";
        }
        if (type == double.class || type == Double.class) {
            return "a number";
        }
        if (type == String.class) {
            return "text";
        }
        if (type == boolean.class) {
            return "true";
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.joining(" or "));
        }
        if (type == Skew.class) {
            return SKEWS;
        }
        return List.class.isAssignableFrom(type) ? "a list" : "a mapping";
    }

    /** Gives the field, or the one around it, as the example has it. */
    private String advice(List<String> place) {
        for (int length = place.size(); length > 0; length--) {
            JsonNode there = example;
            for (String name : place.subList(0, length)) {
                there = there.path(name);
            }
            if (!(there instanceof MissingNode)) {
                return "Maybe write " + place.get(length - 1) + ": " + there;
            }
        }
        return "Maybe copy one of benchmarks/experiments.";
    }
}
