package dev.fedmoe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.cluster.fixture.ShellCommand;
import dev.fedmoe.cluster.scene.ClusterNamespace;
import dev.fedmoe.cluster.scene.EventualAssert;
import dev.fedmoe.cluster.suite.OnCluster;
import dev.fedmoe.crds.job.FederatedMoEJobStatus.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The examples 03 to 05, by their own commands; 02 and 06 are {@link QuickstartOnClusterTest}'s. */
@OnCluster
@Order(15)
class ExamplesTest {
    @BeforeEach
    void privateData(ClusterNamespace plant) {
        plant.withPrivateData();
    }

    @AfterEach
    void nothingIsLeft(ClusterNamespace plant) {
        plant.cluster().kubectl("delete", "fmj,ecp", "--all", "-n", plant.namespace(), "--timeout=60s");
    }

    @Test
    void heterogeneousPool(ClusterNamespace plant) {
        apply(plant, "03-heterogeneous-pool");

        var job = plant.job("mixed");
        job.becomes(Phase.Complete).withinSeconds(EventualAssert.SCENE_SECONDS);
        assertThat(plant.clients()).allSatisfy(c -> {
            var status = c.getStatus();
            assertThat(status.capacity).isNotNull();
            assertThat(status.speed).endsWith("/s");
        });
    }

    @Test
    void twoJobsWithPriorities(ClusterNamespace plant) {
        apply(plant, "04-two-jobs-with-priorities");

        plant.job("urgent").becomes(Phase.Complete).withinSeconds(EventualAssert.SCENE_SECONDS);
        plant.job("patient").becomes(Phase.Complete).withinSeconds(EventualAssert.SCENE_SECONDS);
    }

    @Test
    void suspendAndResume(ClusterNamespace plant) {
        apply(plant, "05-suspend-and-resume");
        var job = plant.job("shifts");
        job.commitsRound(2).withinSeconds(EventualAssert.SCENE_SECONDS);

        job.patch("{\"spec\":{\"suspend\":true}}");
        job.becomes(Phase.Suspended).withinSeconds(EventualAssert.SCENE_SECONDS);
        int round = job.round();
        assertThat(job.workers()).isEmpty();

        job.patch("{\"spec\":{\"suspend\":false}}");
        job.commitsRound(round + 2).withinSeconds(EventualAssert.SCENE_SECONDS);
    }

    @Test
    void everyExampleHasAReadmeThatSaysWhatComesNext() throws IOException {
        try (var folders = Files.list(ShellCommand.ROOT.resolve("examples"))) {
            var numbered = folders.filter(f -> f.getFileName().toString().matches("\\d\\d-.*"))
                    .sorted()
                    .toList();
            assertThat(numbered).hasSizeGreaterThanOrEqualTo(6);
            for (Path folder : numbered) {
                assertThat(folder.resolve("README.md"))
                        .isRegularFile()
                        .content()
                        .contains("kubectl", "next");
            }
        }
    }

    private static void apply(ClusterNamespace plant, String example) {
        plant.cluster()
                .kubectl("apply", "-n", plant.namespace(), "-f", "examples/" + example)
                .text();
    }
}
