package dev.fedmoe.crds.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.NullValue;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The CEL rules of a schema, checked for an object that is being created: rules about a change do not apply. */
final class CelCheck {
    private static final CelOptions OPTIONS =
            CelOptions.current().enableHeterogeneousNumericComparisons(true).build();
    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("self", SimpleType.DYN)
            .addFunctionDeclarations(CelFormat.DECLARATION)
            .build();
    private static final CelRuntime RUNTIME = CelRuntimeFactory.standardCelRuntimeBuilder()
            .setOptions(OPTIONS)
            .addFunctionBindings(CelFormat.BINDING)
            .build();

    private final Node root;

    CelCheck(JsonNode schema) {
        this.root = compile(schema);
    }

    /** The rules at one place of the schema and below it. */
    private record Node(List<Rule> rules, Map<String, Node> properties, @Nullable Node items, boolean scalar) {}

    private record Rule(CelRuntime.Program test, CelRuntime.@Nullable Program message, String text, String fieldPath) {}

    void check(JsonNode object, List<RuleViolation> checks) {
        check(root, object, "", checks);
    }

    private static void check(Node node, JsonNode value, String path, List<RuleViolation> checks) {
        if (value.isMissingNode() || value.isNull()) {
            return;
        }
        for (var rule : node.rules) {
            check(rule, node.scalar, value, path, checks);
        }
        node.properties.forEach(
                (name, child) -> check(child, value.path(name), path.isEmpty() ? name : path + "." + name, checks));
        if (node.items != null) {
            for (int i = 0; i < value.size(); i++) {
                check(node.items, value.get(i), path + "[" + i + "]", checks);
            }
        }
    }

    private static void check(Rule rule, boolean scalar, JsonNode value, String path, List<RuleViolation> checks) {
        var self = Map.of("self", plain(value));
        var shown = scalar ? ": " + value : "";
        try {
            if (!Boolean.TRUE.equals(rule.test.eval(self))) {
                var text = rule.message == null ? rule.text : String.valueOf(rule.message.eval(self));
                checks.add(new RuleViolation(path + rule.fieldPath + ": Invalid value" + shown + ": " + text, ""));
            }
        } catch (CelEvaluationException e) {
            checks.add(new RuleViolation(
                    path + ": Invalid value" + shown + ": " + e.getMessage() + " evaluating rule: " + rule.text, ""));
        }
    }

    private static Node compile(JsonNode schema) {
        var rules = new ArrayList<Rule>();
        for (var rule : schema.path("x-kubernetes-validations")) {
            if (!rule.path("rule").asText().contains("oldSelf")) {
                var message = rule.path("messageExpression").asText();
                rules.add(new Rule(
                        program(rule.path("rule").asText()),
                        message.isEmpty() ? null : program(message),
                        rule.path("message")
                                .asText("failed rule: " + rule.path("rule").asText()),
                        rule.path("fieldPath").asText()));
            }
        }
        var properties = new LinkedHashMap<String, Node>();
        schema.path("properties").properties().forEach(p -> properties.put(p.getKey(), compile(p.getValue())));
        var items = schema.has("items") ? compile(schema.get("items")) : null;
        var type = schema.path("type").asText();
        return new Node(rules, properties, items, !type.equals("object") && !type.equals("array"));
    }

    private static CelRuntime.Program program(String expression) {
        try {
            return RUNTIME.createProgram(COMPILER.compile(expression).getAst());
        } catch (CelValidationException | CelEvaluationException e) {
            throw new IllegalStateException("rule of a committed CRD does not compile: " + expression, e);
        }
    }

    /** CEL knows one integer type, of 64 bits; what is larger counts as a decimal, as in the API server. */
    private static Object plain(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> {
                var fields = new LinkedHashMap<String, Object>();
                value.properties().forEach(f -> fields.put(f.getKey(), plain(f.getValue())));
                yield fields;
            }
            case ARRAY -> value.valueStream().map(CelCheck::plain).toList();
            case NUMBER ->
                value.isIntegralNumber() && value.canConvertToLong()
                        ? (Object) value.asLong()
                        : (Object) value.asDouble();
            case BOOLEAN -> value.asBoolean();
            case NULL -> NullValue.NULL_VALUE;
            default -> value.asText();
        };
    }
}
