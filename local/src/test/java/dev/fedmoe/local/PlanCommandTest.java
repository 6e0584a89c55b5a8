package dev.fedmoe.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {
    private static final String QUICKSTART = "../examples/01-quickstart";

    @TempDir
    Path folder = Path.of("");

    @Test
    void theQuickstartFitsAndEveryExpertHasItsHolders() throws Exception {
        var plan = CommandLineFixture.run("plan", "-f", QUICKSTART);

        assertThat(plan.exitCode()).isZero();
        CommandLineFixture.golden("plan-quickstart").matches(plan.out());
    }

    @Test
    void anotherPolicySaysWhyEachClientGetsEachExpert() throws Exception {
        var plan = CommandLineFixture.run("plan", "-f", QUICKSTART, "--objective", "Global");

        assertThat(plan.exitCode()).isZero();
        CommandLineFixture.golden("plan-quickstart-global").matches(plan.out());
    }

    @Test
    void aJobForWhichAnotherLeavesTooFewSlotsSaysSoWithTheNumbers() throws Exception {
        Files.writeString(folder.resolve("jobs.yaml"), TWO_NODES + job("first", 10, 2, "") + job("second", 0, 8, ""));

        var plan = CommandLineFixture.run("plan", "-f", folder.toString());

        assertThat(plan.exitCode()).isEqualTo(1);
        CommandLineFixture.golden("plan-too-large").matches(plan.out());
    }

    @Test
    void aJobThatAsksForWhatIsNotBuiltIsLeftOut() throws Exception {
        Files.writeString(
                folder.resolve("jobs.yaml"),
                TWO_NODES
                        + job("first", 10, 2, "")
                        + job("second", 0, 1, "")
                                .replace("topK: 1", "topK: 1, initialModel: {claimName: c, path: model.safetensors}"));

        var plan = CommandLineFixture.run("plan", "-f", folder.toString());

        assertThat(plan.exitCode()).isEqualTo(1);
        CommandLineFixture.golden("plan-not-built").matches(plan.out());
    }

    @Test
    void aJobThatAsksForLabelsSaysThatTheyMayChangeItsFirstRound() throws Exception {
        Files.writeString(
                folder.resolve("jobs.yaml"), TWO_NODES + job("first", 0, 2, "\n  privacy: {labelSketch: Noised}"));

        assertThat(CommandLineFixture.run("plan", "-f", folder.toString()).out())
                .contains("  Clients will tell of their labels when they join (Noised): that may change it.\n");
    }

    @Test
    void manifestsWithoutJobsOrNodesAreRefused() {
        var noJob = CommandLineFixture.run("plan", "-f", QUICKSTART + "/pool.yaml");
        assertThat(noJob.exitCode()).isEqualTo(2);
        assertThat(noJob.err()).endsWith("there is no FederatedMoEJob. Maybe name the file of a job as well.\n");

        var noNode = CommandLineFixture.run("plan", "-f", QUICKSTART + "/pool.yaml", "-f", QUICKSTART + "/job.yaml");
        assertThat(noNode.exitCode()).isEqualTo(2);
        assertThat(noNode.err())
                .isEqualTo("EdgeClientPool cameras: none of the 0 nodes matches its nodeSelector."
                        + " Maybe add v1/Node manifests with its labels.\n");
    }

    private static final String TWO_NODES =
            """
            apiVersion: v1
            kind: Node
            metadata: {name: large, labels: {edge: "true"}}
            status: {allocatable: {cpu: "2", memory: 2Gi}}
            ---
            apiVersion: v1
            kind: Node
            metadata: {name: tiny, labels: {edge: "true"}}
            status: {allocatable: {cpu: "1", memory: 300Mi}}
            ---
            apiVersion: v1
            kind: Node
            metadata: {name: other}
            status: {allocatable: {cpu: "1", memory: 1Gi}}
            ---
            apiVersion: fedmoe.dev/v1alpha1
            kind: EdgeClientPool
            metadata: {name: pool}
            spec:
              nodeSelector: {matchLabels: {edge: "true"}}
              data: {claimName: "images-{node}"}
            """;

    private static String job(String name, int priority, int experts, String more) {
        return """
               ---
               apiVersion: fedmoe.dev/v1alpha1
               kind: FederatedMoEJob
               metadata: {name: %s}
               spec:
                 poolRef: {name: pool}
                 priority: %d
                 data: {format: idx, image: images.idx.gz, label: labels.idx.gz}
                 model: {architecture: mlp-moe, experts: %d, topK: 1}
                 clients: {min: 1}
                 training: {rounds: 2, quorum: {perExpert: 1, minClients: 1}}%s
               """
                .formatted(name, priority, experts, more);
    }
}
