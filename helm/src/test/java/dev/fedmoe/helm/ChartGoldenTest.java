package dev.fedmoe.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.testing.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each in-*.yaml holds values, its out-*.yaml what they render to but the CRDs. To write them: {@code -Dgolden.write=true}. */
class ChartGoldenTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    static List<Path> inputs() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.filter(f -> f.getFileName().toString().startsWith("in-"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void valuesRenderToTheirGoldenFile(Path input) throws IOException {
        var output = FOLDER.resolve(input.getFileName().toString().replaceFirst("^in-", "out-"));

        var rendered = RenderedChart.render(new LibraryHelm(), Files.readString(input));

        assertThat(rendered.refusal()).isEmpty();
        new GoldenFile(output).matches(withoutCrds(rendered.text()));
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void everyHelmRendersTheSame(Path input) throws IOException {
        var values = Files.readString(input);
        var expected = RenderedChart.with(values).objects();

        for (var helm : HelmRenderer.all()) {
            var rendered = RenderedChart.of(helm, values).objects();
            assertThat(rendered).as(helm.toString()).containsOnlyKeys(expected.keySet());
            for (var object : expected.entrySet()) {
                assertThat(rendered.get(object.getKey())).as(object.getKey()).isEqualTo(object.getValue());
            }
        }
    }

    private static String withoutCrds(String text) {
        return Stream.concat(Stream.of(""), Arrays.stream(text.split("(?m)^---\n", -1)))
                .filter(document -> !document.isBlank() && !document.contains("kind: CustomResourceDefinition"))
                .map(document -> "---\n" + document.strip() + "\n")
                .collect(Collectors.joining());
    }
}
