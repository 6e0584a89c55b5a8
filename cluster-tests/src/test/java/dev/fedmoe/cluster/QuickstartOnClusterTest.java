package dev.fedmoe.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fedmoe.cluster.fixture.ShellCommand;
import dev.fedmoe.cluster.scene.ClusterJob;
import dev.fedmoe.cluster.scene.ClusterNamespace;
import dev.fedmoe.cluster.scene.PythonInference;
import dev.fedmoe.cluster.suite.OnCluster;
import dev.fedmoe.crds.job.FederatedMoEJobStatus.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Examples 02 and 06: from private data on nodes to a model in a file. */
@OnCluster
@Order(10)
class QuickstartOnClusterTest {
    private static final Duration TRAINING = Duration.ofMinutes(5);
    private static final Duration SOON = Duration.ofSeconds(10);

    /** In one of three times: what else the machine does is no promise of ours. */
    @Test
    void workersRunOnTheirNodesSoonAfterApply(ClusterNamespace plant) {
        var soon = IntStream.range(0, 3)
                .mapToObj(time -> untilWorkersRun(plant))
                .filter(took -> took.compareTo(SOON) <= 0)
                .findFirst();

        assertThat(soon).as("workers that run within %s", SOON).isPresent();
    }

    @Test
    void aJobTrainsToItsTargetAndTheFetchedModelIsAsGoodAsStatusSays(ClusterNamespace plant, @TempDir Path folder) {
        ClusterJob job = apply(plant);

        job.becomes(Phase.Complete).within(TRAINING);
        var status = job.status();
        String best = String.valueOf(status.metric);
        assertThat(best).startsWith("G ");
        double stated = Double.parseDouble(best.substring(2));
        System.out.printf(Locale.ROOT, "[measured] fashion: round %s, G %.3f%n", status.round, stated);
        System.out.println(
                plant.cluster().kubectl("get", "fmj", "-n", plant.namespace()).text());
        assertThat(stated).isGreaterThanOrEqualTo(0.70);

        var fetched = plant.cluster()
                .shell()
                .run(
                        Duration.ofMinutes(3),
                        "examples/fetch-model",
                        "fashion",
                        "-n",
                        plant.namespace(),
                        "-o",
                        folder.toString())
                .text();
        System.out.println(fetched);

        Path test = plant.shards().folder().resolve("test-set");
        assertThat(PythonInference.accuracy(folder, test)).isCloseTo(stated, within(0.0015));
    }

    private static Duration untilWorkersRun(ClusterNamespace plant) {
        var took = apply(plant).runsWorkersOn(plant.cluster().nodes()).withinSeconds(60);
        plant.endJobs();
        return took;
    }

    /** Anew: a claim that an earlier job of this name has left is not taken for its own. */
    private static ClusterJob apply(ClusterNamespace plant) {
        plant.cluster()
                .kubectl("delete", "pvc", "fashion-checkpoints", "-n", plant.namespace(), "--ignore-not-found")
                .text();
        plant.seed(plant.shards().folder());
        plant.cluster()
                .kubectl("apply", "-n", plant.namespace(), "-f", "examples/02-quickstart-on-a-cluster/manifests")
                .text();
        return plant.job("fashion");
    }

    @Test
    void theSameImagesCanBeDealtWithPythonAlone(@TempDir Path folder) {
        var python = PythonInference.any();
        String source = PythonInference.fashionMnist().toString();

        var dealt = new ShellCommand(Map.of())
                .run(
                        Duration.ofMinutes(2),
                        python,
                        "examples/02-quickstart-on-a-cluster/deal.py",
                        source,
                        folder.toString(),
                        "edge-1",
                        "edge-2",
                        "--samples",
                        "2000");

        assertThat(dealt.text()).contains("edge-1: ").contains("test-set: 10000 images");
        assertThat(folder.resolve("edge-2/labels.idx.gz")).isNotEmptyFile();
    }
}
