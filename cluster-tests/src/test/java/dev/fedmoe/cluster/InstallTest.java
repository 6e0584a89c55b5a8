package dev.fedmoe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fedmoe.cluster.fixture.OperatorRelease;
import dev.fedmoe.cluster.fixture.ShellCommand;
import dev.fedmoe.cluster.fixture.TestCluster;
import dev.fedmoe.cluster.suite.OnCluster;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a platform engineer sees first. */
@OnCluster
@Order(2)
class InstallTest {
    @Test
    void theOperatorIsReadyInTime(OperatorRelease operator) {
        System.out.printf(
                "[measured] helm install to Ready: %.1f s%n",
                operator.readyAfter().toMillis() / 1000.0);

        assertThat(operator.readyAfter()).isLessThanOrEqualTo(OperatorRelease.READY);
    }

    @Test
    void theOperatorAsksForNothingThatPodSecurityRestrictedForbids(OperatorRelease operator) {
        var container = operator.deployment()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0);

        assertThat(operator.pods()).isNotEmpty();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    }

    @Test
    void explainDescribesEveryField(TestCluster cluster, OperatorRelease operator) {
        assertThat(operator.readyAfter()).isPositive();
        for (String kind : List.of("fmj", "ecp", "ec")) {
            cluster.kubectl("explain", kind, "--recursive").text();
        }

        for (String name : List.of("federatedmoejobs", "edgeclientpools", "edgeclients")) {
            String json = cluster.kubectl("get", "crd", name + ".fedmoe.dev", "-o", "json")
                    .text();
            var schema = Serialization.unmarshal(json, JsonNode.class).at("/spec/versions/0/schema/openAPIV3Schema");
            undescribed(name, schema.path("properties").path("spec"));
            undescribed(name, schema.path("properties").path("status"));
        }
    }

    @Test
    void crdsAndExamplesCanBeAppliedClientSide(TestCluster cluster, OperatorRelease operator, @TempDir Path folder)
            throws IOException {
        assertThat(operator.readyAfter()).isPositive();
        for (String name : List.of("federatedmoejobs", "edgeclientpools", "edgeclients")) {
            String yaml = cluster.kubectl("get", "crd", name + ".fedmoe.dev", "-o", "yaml")
                    .text();
            Path file = Files.writeString(folder.resolve(name + ".yaml"), yaml);
            assertThat(Files.size(file)).isLessThan(256 * 1024);
            cluster.kubectl("apply", "--dry-run=server", "-f", file.toString()).text();
        }
        for (Path manifest : exampleManifests()) {
            cluster.kubectl("apply", "--dry-run=server", "-f", manifest.toString())
                    .text();
        }
    }

    private static List<Path> exampleManifests() throws IOException {
        try (var files = Files.walk(ShellCommand.ROOT.resolve("examples"))) {
            var manifests = files.filter(f -> f.toString().matches(".*/\\d\\d-.*\\.yaml"))
                    .sorted()
                    .toList();
            assertThat(manifests).hasSizeGreaterThanOrEqualTo(10);
            return manifests;
        }
    }

    private static void undescribed(String at, JsonNode schema) {
        schema.path("properties").properties().forEach(field -> {
            String path = at + "." + field.getKey();
            assertThat(field.getValue().path("description").asText()).as(path).isNotBlank();
            undescribed(path, field.getValue());
            undescribed(path + "[]", field.getValue().path("items"));
        });
    }
}
