package dev.fedmoe.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Every value is explained, used, checked by the schema, and in the README. To write the README's table: {@code -Dgolden.write=true}. */
class ChartValuesTest {
    private static final Path README = HelmRenderer.CHART.resolve("README.md");
    private static final String BEGIN = "<!-- values, written by ChartValuesTest -->\n";
    private static final String END = "<!-- end of values -->\n";

    @Test
    void everyValueIsExplained() throws IOException {
        assertThat(ChartValues.all()).hasSizeGreaterThan(50).allSatisfy(value -> assertThat(value.comment())
                .as(value.path())
                .hasSizeGreaterThan(15)
                .endsWith("."));
    }

    @Test
    void noValueIsOverlookedHere() throws IOException {
        var values = ChartValues.all();

        var defaults = RenderedChart.file("values.yaml");
        for (var value : values) {
            assertThat(defaults.at("/" + value.path().replace('.', '/')).isMissingNode())
                    .as(value.path())
                    .isFalse();
        }
        var paths = values.stream().map(ChartValues.Value::path).toList();
        assertThat(leaves("", defaults))
                .allMatch(leaf -> paths.stream().anyMatch(p -> (leaf + ".").startsWith(p + ".")));
    }

    /** in-use.yaml names for each value another one, under {@code to}, and what must be set for it to count, under {@code when}. */
    @Test
    void everyValueChangesWhatIsRendered() throws IOException {
        var uses = RenderedChart.YAML.readTree(Files.readString(Path.of("src/test/resources/in-use.yaml")));
        assertThat(ChartValues.all().stream().map(ChartValues.Value::path).toList())
                .containsExactlyInAnyOrderElementsOf(
                        uses.propertyStream().map(java.util.Map.Entry::getKey).toList());
        var soft = new SoftAssertions();
        for (var use : uses.properties()) {
            var before = use.getValue().path("when").deepCopy();
            var after = (ObjectNode) (before.isObject() ? before.deepCopy() : RenderedChart.YAML.createObjectNode());
            set(after, use.getKey(), use.getValue().path("to"));
            soft.assertThat(RenderedChart.with(after.toString()).objects())
                    .as(use.getKey())
                    .isNotEqualTo(RenderedChart.with(before.isObject() ? before.toString() : "{}")
                            .objects());
        }
        soft.assertAll();
    }

    @Test
    void theReadmeListsThem() throws IOException {
        var table = ChartValues.all().stream()
                .map(value -> "| `" + value.path() + "` | `" + value.text() + "` | " + value.comment() + " |\n")
                .collect(Collectors.joining("", "| value | default | |\n|---|---|---|\n", ""));
        var readme = Files.readString(README);
        var written = readme.substring(0, readme.indexOf(BEGIN) + BEGIN.length())
                + table
                + readme.substring(readme.indexOf(END));
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(README, written);
        }
        assertThat(README).content().isEqualTo(written);
    }

    private static void set(ObjectNode values, String path, JsonNode to) {
        var at = values;
        var keys = List.of(path.split("\\.", -1));
        for (var key : keys.subList(0, keys.size() - 1)) {
            at = at.withObjectProperty(key);
        }
        at.set(keys.get(keys.size() - 1), to);
    }

    private static List<String> leaves(String path, JsonNode values) {
        if (!values.isObject() || values.isEmpty()) {
            return List.of(path);
        }
        var leaves = new ArrayList<String>();
        for (var value : values.properties()) {
            leaves.addAll(leaves(path.isEmpty() ? value.getKey() : path + "." + value.getKey(), value.getValue()));
        }
        return leaves;
    }
}
