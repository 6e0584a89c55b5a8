package dev.fedmoe.crds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The page of all fields says what the committed CRDs say. To write it: {@code -Dgolden.write=true}. */
class CrdReferencePageTest {
    private static final Path CRDS = Path.of("../helm/fedmoe/files/crds");
    private static final Path PAGE = Path.of("../docs/reference/crds.md");
    private static final List<String> KINDS =
            List.of("federatedmoejobs.yaml", "edgeclientpools.yaml", "edgeclients.yaml");
    private static final String HEAD =
            """
            # Fields of the custom resources

            Written from the committed CRDs by `CrdReferencePageTest`; `kubectl explain fmj.spec` says the same on a cluster. Decimals are strings, as
            everywhere in Kubernetes. The API server refuses a value beyond its bounds, and one that breaks a rule with that rule's message, in which
            `{…}` stands for what was given.
            """;

    /** A CEL expression is literals in quotes, joined by what is evaluated. */
    private static final Pattern LITERAL = Pattern.compile("'((?:[^'\\\\]|\\\\.)*)'");

    private static final Pattern FORMAT = Pattern.compile("\\.format\\(\\[(.*)]\\)");

    private record SchemaField(String path, JsonNode schema) {}

    @Test
    void thePageSaysWhatTheCrdsSay() throws IOException {
        var written = new StringBuilder(HEAD);
        for (var file : KINDS) {
            written.append(section(GeneratedCrds.YAML.readTree(Files.readString(CRDS.resolve(file)))));
        }
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(PAGE, written);
        }
        assertThat(PAGE).content().isEqualTo(written.toString());
    }

    @Test
    void noKindIsOverlooked() throws IOException {
        try (var files = Files.list(CRDS)) {
            assertThat(files.map(f -> f.getFileName().toString())).containsExactlyInAnyOrderElementsOf(KINDS);
        }
    }

    private static String section(JsonNode crd) {
        var names = crd.at("/spec/names");
        var version = crd.at("/spec/versions/0");
        var fields = new ArrayList<SchemaField>();
        collect(version.at("/schema/openAPIV3Schema"), "", fields);
        var rows = fields.stream().filter(p -> !p.path().isEmpty()).map(CrdReferencePageTest::row);
        var rules = fields.stream().flatMap(CrdReferencePageTest::rules).collect(Collectors.joining());
        return "\n## " + names.path("kind").asText() + "\n\n`"
                + crd.at("/spec/group").asText() + "/"
                + version.path("name").asText() + "`, short name `"
                + names.at("/shortNames/0").asText() + "`, " + columns(version) + ".\n\n"
                + rows.collect(
                        Collectors.joining("", "| field | type | default | bounds | |\n|---|---|---|---|---|\n", ""))
                + (rules.isEmpty() ? "" : "\n| rule on | message |\n|---|---|\n" + rules);
    }

    private static String columns(JsonNode version) {
        return version.path("additionalPrinterColumns").findValuesAsText("name").stream()
                .collect(Collectors.joining(", ", "columns ", ""));
    }

    private static void collect(JsonNode schema, String path, List<SchemaField> found) {
        found.add(new SchemaField(path, schema));
        for (var property : schema.path("properties").properties()) {
            collect(property.getValue(), path.isEmpty() ? property.getKey() : path + "." + property.getKey(), found);
        }
        if (schema.path("items").has("properties")) {
            var items = new ArrayList<SchemaField>();
            collect(schema.path("items"), path + "[]", items);
            found.addAll(items.subList(1, items.size()));
        }
    }

    private static String row(SchemaField field) {
        var schema = field.schema();
        return Stream.of(
                        code(field.path()),
                        type(schema),
                        schema.has("default") && !schema.has("properties")
                                ? code(schema.path("default").toString())
                                : "",
                        bounds(schema),
                        schema.path("description").asText())
                .map(cell -> cell.replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String type(JsonNode schema) {
        if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
            return "quantity";
        }
        var type = schema.path("type").asText();
        if (type.equals("array")) {
            return "list of " + type(schema.path("items"));
        }
        return schema.has("additionalProperties") ? "map of " + type(schema.path("additionalProperties")) : type;
    }

    private static String bounds(JsonNode schema) {
        var values = StreamSupport.stream(schema.path("enum").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
        var pattern = schema.has("pattern") && !schema.has("x-kubernetes-int-or-string")
                ? code(schema.path("pattern").asText())
                : "";
        return Stream.of(
                        values,
                        range(schema.path("minimum"), schema.path("maximum"), ""),
                        range(schema.path("minLength"), schema.path("maxLength"), " characters"),
                        range(schema.path("minItems"), schema.path("maxItems"), " items"),
                        pattern)
                .filter(bound -> !bound.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String range(JsonNode least, JsonNode most, String unit) {
        if (least.isMissingNode() && most.isMissingNode()) {
            return "";
        }
        if (most.isMissingNode()) {
            return "at least " + least.asText() + unit;
        }
        return (least.isMissingNode() ? "at most " : least.asText() + " to ") + most.asText() + unit;
    }

    private static Stream<String> rules(SchemaField field) {
        var on = field.path().isEmpty() ? "the object" : code(field.path());
        return StreamSupport.stream(
                        field.schema().path("x-kubernetes-validations").spliterator(), false)
                .map(rule -> rule.has("messageExpression")
                        ? evaluated(rule.path("messageExpression").asText())
                        : rule.path("message").asText())
                .map(message -> "| " + on + " | " + message.replace("|", "\\|") + " |\n");
    }

    /** {@code 'slack (' + self + ') must be'} as {@code slack ({self}) must be}; what decides within an expression is shown as it is. */
    private static String evaluated(String expression) {
        if (expression.contains(" ? ")) {
            return code(expression);
        }
        var message = new StringBuilder();
        var literal = LITERAL.matcher(expression);
        int end = 0;
        while (literal.find()) {
            message.append(braced(expression.substring(end, literal.start())));
            message.append(literal.group(1).replace("\\'", "'"));
            end = literal.end();
        }
        var formatted = FORMAT.matcher(expression.substring(end));
        return formatted.matches()
                ? filled(message.toString(), formatted.group(1).split(", ", -1))
                : message.append(braced(expression.substring(end))).toString();
    }

    private static String filled(String message, String... values) {
        return Arrays.stream(values).reduce(message, (text, value) -> text.replaceFirst("%[ds]", braced(value)));
    }

    private static String braced(String between) {
        var value = between.strip().replaceAll("^\\+|\\+$", "").strip();
        return value.isEmpty() ? "" : "{" + value.replaceAll("^(?:string|size)\\((.*)\\)$", "$1") + "}";
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}
