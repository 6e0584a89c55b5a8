package dev.fedmoe.cluster.scene;

import dev.fedmoe.cluster.fixture.OperatorRelease;
import dev.fedmoe.cluster.fixture.TestCluster;
import java.util.Optional;

/** What one would ask for after a failure, so that a log of CI is enough to understand it. */
public final class FailureDiagnostics {
    private static final String LINES = "--tail=25";

    private static final int MOST_PODS = 8;

    private FailureDiagnostics() {}

    public static void print(TestCluster cluster, String test, Optional<ClusterNamespace> plant) {
        System.out.printf("%n######## %s failed; what the cluster says:%n", test);
        section(cluster, "nodes", "get", "nodes", "-o", "wide");
        plant.map(ClusterNamespace::namespace).ifPresent(namespace -> {
            section(cluster, "pools, clients, jobs", "get", "ecp,ec,fmj", "-n", namespace);
            section(cluster, "jobs in full", "get", "fmj", "-n", namespace, "-o", "yaml");
            section(cluster, "pods", "get", "pods,pvc,statefulsets", "-n", namespace, "-o", "wide");
            section(cluster, "events", "get", "events", "-n", namespace, "--sort-by=.metadata.creationTimestamp");
            logs(cluster, namespace, "app.kubernetes.io/component=coordinator");
            logs(cluster, namespace, "app.kubernetes.io/component in (worker,evaluator)");
        });
        section(cluster, "operator's pods", "get", "pods", "-n", OperatorRelease.NAMESPACE, "-o", "wide");
        logs(cluster, OperatorRelease.NAMESPACE, "");
        System.out.printf("######## end of notes on %s%n%n", test);
    }

    private static void logs(TestCluster cluster, String namespace, String selector) {
        var pods = cluster.kubectl("get", "pods", "-n", namespace, "-l", selector, "-o", "name");
        pods.out().lines().limit(MOST_PODS).forEach(pod -> {
            section(cluster, "log of " + pod, "logs", "-n", namespace, pod, LINES);
            var previous = cluster.kubectl("logs", "-n", namespace, pod, "--previous", LINES);
            if (previous.succeeded()) {
                System.out.printf("---- log of %s before its restart%n%s%n", pod, previous.out());
            }
        });
    }

    private static void section(TestCluster cluster, String title, String... kubectl) {
        var output = cluster.kubectl(kubectl);
        System.out.printf("---- %s%n%s%s%n", title, output.out(), output.err());
    }
}
