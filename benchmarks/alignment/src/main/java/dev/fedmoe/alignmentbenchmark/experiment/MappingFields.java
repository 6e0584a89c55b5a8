package dev.fedmoe.alignmentbenchmark.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fedmoe.local.input.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The fields of one mapping of a file, each asked for once. What is missing, wrong or unknown is named with the next step. */
final class MappingFields {
    private final String where;
    private final JsonNode node;
    private final TreeSet<String> asked = new TreeSet<>();

    /** @param where file and, below its root, the field with a dot: {@code k3.yaml: model.} */
    MappingFields(String where, JsonNode node) {
        this.where = where;
        this.node = node;
    }

    String text(String name, String example) throws BadInputException {
        JsonNode value = field(name, example);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw wrong(name, value, "text", example);
        }
        return value.textValue();
    }

    int whole(String name, int least, int most, int example) throws BadInputException {
        return whole(name, field(name, example), least, most, example);
    }

    double number(String name, double least, double most, double example) throws BadInputException {
        return number(name, field(name, example), least, most, example);
    }

    /** The two ends of a range, the lower first. */
    double[] range(String name, double least, double most, String example) throws BadInputException {
        List<Double> ends = numbers(name, least, most, example);
        if (ends.size() != 2 || ends.get(0) > ends.get(1)) {
            throw wrong(name, field(name, example), "two numbers, the smaller first", example);
        }
        return new double[] {ends.get(0), ends.get(1)};
    }

    List<Double> numbers(String name, double least, double most, String example) throws BadInputException {
        var numbers = new ArrayList<Double>();
        for (JsonNode value : list(name, example)) {
            numbers.add(number(name, value, least, most, example));
        }
        return numbers;
    }

    List<Integer> wholes(String name, int least, int most, String example) throws BadInputException {
        var wholes = new ArrayList<Integer>();
        for (JsonNode value : list(name, example)) {
            wholes.add(whole(name, value, least, most, example));
        }
        return wholes;
    }

    List<String> texts(String name, String example) throws BadInputException {
        var texts = new ArrayList<String>();
        for (JsonNode value : list(name, example)) {
            if (!value.isTextual()) {
                throw wrong(name, value, "text", example);
            }
            texts.add(value.textValue());
        }
        return texts;
    }

    MappingFields section(String name, String example) throws BadInputException {
        JsonNode value = field(name, example);
        if (!value.isObject()) {
            throw wrong(name, value, "a mapping", example);
        }
        return new MappingFields(where + name + ".", value);
    }

    /** Whether the field is there, without asking for it. */
    boolean has(String name) {
        return node.has(name);
    }

    /** A field that says yes or is not there. */
    void yes(String name) throws BadInputException {
        JsonNode value = field(name, true);
        if (!value.asBoolean()) {
            throw wrong(name, value, true, true);
        }
    }

    /** Refuses whatever was not asked for. */
    void end() throws BadInputException {
        for (var names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!asked.contains(name)) {
                throw new BadInputException(where + name + " (" + node.get(name) + ") is unknown. Maybe one of "
                        + String.join(", ", asked) + ".");
            }
        }
    }

    BadInputException wrong(String name, Object value, Object expected, Object example) {
        return new BadInputException(
                where + name + " is " + value + ", expected " + expected + ". Maybe write " + name + ": " + example);
    }

    private JsonNode list(String name, String example) throws BadInputException {
        JsonNode value = field(name, example);
        if (!value.isArray() || value.isEmpty()) {
            throw wrong(name, value, "a list that is not empty", example);
        }
        return value;
    }

    private int whole(String name, JsonNode value, int least, int most, Object example) throws BadInputException {
        if (!value.isIntegralNumber() || value.longValue() < least || value.longValue() > most) {
            throw wrong(name, value, "a whole number from " + least + " to " + most, example);
        }
        return value.intValue();
    }

    private double number(String name, JsonNode value, double least, double most, Object example)
            throws BadInputException {
        if (!value.isNumber() || !(value.doubleValue() >= least) || value.doubleValue() > most) {
            throw wrong(name, value, "a number from " + least + " to " + most, example);
        }
        return value.doubleValue();
    }

    private JsonNode field(String name, Object example) throws BadInputException {
        asked.add(name);
        JsonNode value = node.path(name);
        if (value instanceof MissingNode) {
            throw new BadInputException(where + name + " is missing. Maybe write " + name + ": " + example);
        }
        return value;
    }
}
