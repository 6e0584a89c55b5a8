package dev.fedmoe.crds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The committed CRDs, which are the chart's, are what the model generates. After a change of the model: {@code ./mvnw -pl crds test -Dcrds.write=true}. */
class CrdsTest {
    private static final Path COMMITTED = Path.of("../helm/fedmoe/files/crds");

    @TempDir
    Path scratch = Path.of("");

    @Test
    void theCommittedYamlIsWhatTheModelGenerates() throws IOException {
        var generated = GeneratedCrds.all(scratch);
        if (Boolean.getBoolean("crds.write")) {
            Files.createDirectories(COMMITTED);
            for (var file : generated.entrySet()) {
                Files.writeString(COMMITTED.resolve(file.getKey()), file.getValue());
            }
        }
        for (var file : generated.entrySet()) {
            assertThat(COMMITTED.resolve(file.getKey())).content().isEqualTo(file.getValue());
        }
        try (var files = Files.list(COMMITTED)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(generated.keySet());
        }
    }

    @Test
    void eachStaysSmallEnoughForClientSideApply() throws IOException {
        for (var yaml : GeneratedCrds.all(scratch).values()) {
            assertThat(yaml.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(256 * 1024);
        }
    }

    @Test
    void everyFieldIsDescribed() throws IOException {
        var bare = new ArrayList<String>();
        for (var file : GeneratedCrds.all(scratch).entrySet()) {
            var schema = GeneratedCrds.YAML.readTree(file.getValue()).at("/spec/versions/0/schema/openAPIV3Schema");
            undescribed(schema, file.getKey(), bare);
        }
        assertThat(bare).isEmpty();
    }

    @Test
    void columnsComeInTheStatedOrder() throws IOException {
        var job = GeneratedCrds.YAML.readTree(GeneratedCrds.all(scratch).get("federatedmoejobs.yaml"));
        assertThat(job.at("/spec/versions/0/additionalPrinterColumns").findValuesAsText("name"))
                .containsExactly("Phase", "Round", "Clients", "Experts", "Balance", "Metric", "Age");
    }

    @Test
    void whatARunningJobStandsOnIsFixed() throws IOException {
        var job = GeneratedCrds.YAML.readTree(GeneratedCrds.all(scratch).get("federatedmoejobs.yaml"));
        var spec = job.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");

        for (var field : List.of("poolRef", "data", "model", "alignment", "aggregation", "privacy")) {
            assertThat(spec.at("/properties/" + field + "/x-kubernetes-validations")
                            .findValuesAsText("rule"))
                    .as(field)
                    .contains("self == oldSelf");
        }
    }

    private static void undescribed(JsonNode schema, String path, List<String> bare) {
        for (var property : schema.path("properties").properties()) {
            var here = path + "." + property.getKey();
            if (property.getValue().path("description").asText().isEmpty()) {
                bare.add(here);
            }
            undescribed(property.getValue(), here, bare);
            undescribed(property.getValue().path("items"), here, bare);
        }
    }
}
