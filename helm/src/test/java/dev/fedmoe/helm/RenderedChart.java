package dev.fedmoe.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;

/** What the chart renders to. */
final class RenderedChart {
    static final YAMLMapper YAML = new YAMLMapper();

    private final Map<String, JsonNode> objects;

    private RenderedChart(Map<String, JsonNode> objects) {
        this.objects = objects;
    }

    /** As Helm 3 renders it with these values. */
    static RenderedChart with(String values) {
        return of(new LibraryHelm(), values);
    }

    static RenderedChart of(HelmRenderer helm, String values) {
        var rendering = render(helm, values);
        assertThat(rendering.refusal())
                .as("refused by %s with %s", helm, values)
                .isEmpty();
        return parse(rendering.text());
    }

    static HelmRenderer.Rendering render(HelmRenderer helm, String values) {
        try {
            var file = Files.createTempFile("values", ".yaml");
            try {
                return helm.template(Files.writeString(file, values));
            } finally {
                Files.delete(file);
            }
        } catch (Exception e) {
            throw new IllegalStateException("cannot render the chart by " + helm, e);
        }
    }

    static RenderedChart parse(String text) {
        var objects = new TreeMap<String, JsonNode>();
        for (var document : text.split("(?m)^---$", -1)) {
            var object = read(document);
            if (object.has("kind")) {
                assertThat(objects.put(name(object), object)).as(name(object)).isNull();
            }
        }
        return new RenderedChart(objects);
    }

    /** By kind, namespace if any, and name, as in {@code Role/fedmoe-system/fedmoe-operator}. */
    Map<String, JsonNode> objects() {
        return objects;
    }

    /** Field of an object; missing when either is not there. */
    JsonNode at(String object, String pointer) {
        return objects.getOrDefault(object, YAML.missingNode()).at(pointer);
    }

    private static String name(JsonNode object) {
        var metadata = object.path("metadata");
        var namespace = metadata.has("namespace") ? metadata.path("namespace").asText() + "/" : "";
        return object.path("kind").asText() + "/" + namespace
                + metadata.path("name").asText();
    }

    static JsonNode read(String yaml) {
        try {
            return YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not YAML: " + yaml, e);
        }
    }

    static JsonNode file(String path) throws IOException {
        return YAML.readTree(Files.readString(HelmRenderer.CHART.resolve(path)));
    }
}
