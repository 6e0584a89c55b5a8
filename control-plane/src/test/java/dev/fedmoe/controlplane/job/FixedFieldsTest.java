package dev.fedmoe.controlplane.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.fedmoe.core.alignment.AlignmentObjective;
import dev.fedmoe.core.alignment.AlignmentPolicy;
import dev.fedmoe.core.job.JobSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the committed CRD says of a job is what core does. */
class FixedFieldsTest {
    private static final Path CRD = Path.of("../helm/fedmoe/files/crds/federatedmoejobs.yaml");

    @Test
    void theApiServerRefusesTheEditsThatAResumedRunRefuses() throws IOException {
        var refused = new TreeSet<String>();
        spec().path("properties").properties().forEach(section -> {
            if (section.getValue()
                    .path("x-kubernetes-validations")
                    .findValuesAsText("rule")
                    .contains("self == oldSelf")) {
                refused.add(section.getKey());
            }
        });

        // The pool is the cluster's alone: a job is trained by whom placement gives it.
        assertThat(refused.remove("poolRef")).isTrue();
        assertThat(refused).containsExactlyInAnyOrderElementsOf(JobSpec.fixedSections());
        assertThat(spec().findValuesAsText("rule"))
                .filteredOn(rule -> rule.contains("oldSelf"))
                .hasSize(JobSpec.fixedSections().size() + 1);
    }

    @Test
    void theDescriptionOfThePolicyNamesTheOneThatAnAbsentOneMeans() throws IOException {
        var suited = Arrays.stream(AlignmentObjective.values())
                .map(objective -> AlignmentPolicy.suited(objective) + " for " + objective)
                .collect(Collectors.joining(", "));

        assertThat(spec().at("/properties/alignment/properties/policy/description")
                        .asText())
                .endsWith("Absent: what suits the objective: " + suited + ".");
    }

    private static JsonNode spec() throws IOException {
        return new ObjectMapper(new YAMLFactory())
                .readTree(CRD.toFile())
                .at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
    }
}
