package dev.fedmoe.crds.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.util.Objects;

/** Cases of manifests that must be refused: each changes the shortest job or its pool, or is a text of its own. */
final class RefusedManifestCases {
    static final YAMLMapper YAML = new YAMLMapper(
            YAMLFactory.builder().disable(YAMLGenerator.Feature.SPLIT_LINES).build());

    private RefusedManifestCases() {}

    static JsonNode all() throws IOException {
        try (var in = resource("refused.yaml")) {
            return YAML.readTree(in);
        }
    }

    /** The manifest of a case. */
    static String text(JsonNode one) throws IOException {
        return one.has("text") ? one.path("text").asText() : changed(one.path("pool"), one.path("set"));
    }

    /** The shortest pool and job with these changes, whose keys are paths. */
    static String changed(JsonNode pool, JsonNode job) throws IOException {
        try (var in = resource("shortest.yaml")) {
            var documents =
                    YAML.readerFor(JsonNode.class).<JsonNode>readValues(in).readAll();
            change(documents.get(0), pool);
            change(documents.get(1), job);
            var text = new StringWriter();
            try (var out = YAML.writer().writeValues(text)) {
                out.writeAll(documents);
            }
            return text.toString();
        }
    }

    static InputStream resource(String name) {
        return Objects.requireNonNull(RefusedManifestCases.class.getResourceAsStream("/manifests/" + name), name);
    }

    private static void change(JsonNode document, JsonNode changes) {
        for (var change : changes.properties()) {
            var path = change.getKey().split("\\.", -1);
            var at = (ObjectNode) document;
            for (int i = 0; i < path.length - 1; i++) {
                at = at.withObjectProperty(path[i]);
            }
            if (change.getValue().asText().equals("REMOVED")) {
                at.remove(path[path.length - 1]);
            } else {
                at.set(path[path.length - 1], change.getValue());
            }
        }
    }
}
