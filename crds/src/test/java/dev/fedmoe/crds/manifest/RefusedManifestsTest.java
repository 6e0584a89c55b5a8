package dev.fedmoe.crds.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each case changes the shortest job (or its pool), or is a text of its own, and must be refused with exactly these words. To write
 * them after a change, and then read them: {@code ./mvnw -pl crds test -Dgolden.write=true}.
 */
class RefusedManifestsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/manifests/refused.yaml");

    @TempDir
    Path folder = Path.of("");

    @Test
    void everyInvalidManifestIsRefusedWithItsMessage() throws IOException {
        var cases = RefusedManifestCases.YAML.readTree(Files.readString(GOLDEN));
        if (Boolean.getBoolean("golden.write")) {
            for (var one : cases) {
                var refused = ((ObjectNode) one).putArray("refused");
                refuse(one).forEach(refused::add);
            }
            RefusedManifestCases.YAML.writeValue(GOLDEN.toFile(), cases);
        }
        assertThat(cases).hasSizeGreaterThanOrEqualTo(40);
        var soft = new SoftAssertions();
        for (var one : cases) {
            soft.assertThat(refuse(one))
                    .as(one.path("case").asText())
                    .isNotEmpty()
                    .isEqualTo(one.path("refused")
                            .valueStream()
                            .map(JsonNode::asText)
                            .toList());
        }
        soft.assertAll();
    }

    private List<String> refuse(JsonNode one) throws IOException {
        var file = folder.resolve("case.yaml");
        Files.writeString(file, RefusedManifestCases.text(one));
        if (ManifestSet.read(List.of(file)) instanceof ManifestSet.Rejected rejected) {
            return rejected.problems().stream()
                    .map(p -> p.toString().replace(folder + "/", ""))
                    .toList();
        }
        return List.of();
    }
}
