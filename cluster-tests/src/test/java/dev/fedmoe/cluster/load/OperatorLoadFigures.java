package dev.fedmoe.cluster.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.cluster.audit.AuditLog;
import dev.fedmoe.cluster.fixture.OperatorRelease;
import dev.fedmoe.cluster.scene.ClusterJob;
import dev.fedmoe.cluster.scene.ClusterNamespace;
import dev.fedmoe.cluster.scene.EventualAssert;
import dev.fedmoe.cluster.scene.EventualAssert.Seen;
import dev.fedmoe.cluster.suite.NeedsMachines;
import dev.fedmoe.cluster.suite.OnCluster;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Figures of docs/benchmarks.md: a hundred jobs of twenty clients as objects on the API server, and what a real round writes. The
 * bounds are asserted after the figures are printed.
 */
@OnCluster
@NeedsMachines
@Timeout(1800)
class OperatorLoadFigures {
    private static final int JOBS = 100;
    private static final int CLIENTS = 20;
    private static final int ROUNDS = 20;
    private static final double MIB = 1 << 20;

    @Test
    void aHundredJobsOfTwentyClients(ClusterNamespace plant, OperatorRelease operator) throws Exception {
        // A hundred coordinators that ran would be what is measured.
        plant.cluster()
                .nodes()
                .forEach(node -> plant.cluster().kubectl("cordon", node).text());
        try (var nodes = new FakeNodes(plant.client(), CLIENTS)) {
            plant.withPool(spec -> spec.nodeSelector.setMatchLabels(FakeNodes.LABEL));
            for (String node : nodes.names()) {
                plant.disk("images-" + node, node, plant.shards().folder());
            }
            new EventualAssert(
                            "all fake nodes are clients",
                            () -> new Seen(
                                    plant.clients().size() == CLIENTS,
                                    plant.clients().size() + " clients"))
                    .withinSeconds(60);
            var arrivals = new PodArrivals(CLIENTS);
            var seconds = new ArrayList<Double>();
            try (var watch = arrivals.watch(plant.client(), plant.namespace())) {
                for (int i = 0; i < JOBS; i++) {
                    seconds.add(submit(plant, arrivals, "job-%03d".formatted(i)));
                }
                assertThat(watch).isNotNull();
            }
            double resident = resident(operator) / MIB;
            print(operator, resident, seconds);
            assertThat(resident).as("MiB").isLessThanOrEqualTo(200);
            assertThat(DurationPercentiles.of(seconds).p99()).as("seconds").isLessThanOrEqualTo(2);
            assertThat(shareWithinBound(operator))
                    .as("share of reconciliations within 250 ms")
                    .isGreaterThanOrEqualTo(0.99);
        }
    }

    /** Two thousand pods on their way out would be counted to the next case. */
    @AfterEach
    void nothingIsLeft(ClusterNamespace plant) {
        plant.cluster().nodes().forEach(node -> plant.cluster().kubectl("uncordon", node));
        plant.cluster().kubectl("delete", "fmj", "--all", "-n", plant.namespace(), "--wait=false");
        new EventualAssert("no pod is left", () -> {
                    int pods = plant.client()
                            .pods()
                            .inNamespace(plant.namespace())
                            .list()
                            .getItems()
                            .size();
                    return new Seen(pods == 0, pods + " pods");
                })
                .withinSeconds(300);
    }

    @Test
    void aCommittedRoundCostsAtMostTwoWrites(ClusterNamespace plant, OperatorRelease operator) {
        plant.withPrivateData().withPool();
        ClusterJob job = plant.submit("writes", spec -> spec.training.rounds = 5000);
        job.commitsRound(3).withinSeconds(120);
        var log = AuditLog.fromNow(plant.cluster().power().auditLog());
        int before = job.round();

        job.commitsRound(before + ROUNDS).withinSeconds(300);

        int rounds = job.round() - before;
        var writes = log.by(OperatorRelease.NAMESPACE, operator.serviceAccount()).stream()
                .filter(r -> r.writes() && !r.renewsLease())
                .toList();
        var byRight = writes.stream().collect(Collectors.groupingBy(r -> r.right(), Collectors.counting()));
        double each = writes.size() / (double) rounds;
        System.out.printf(
                Locale.ROOT, "[figure] API writes a committed round: %.2f over %d rounds, %s%n", each, rounds, byRight);
        assertThat(each).isLessThanOrEqualTo(2);
        job.delete();
    }

    private static void print(OperatorRelease operator, double resident, List<Double> seconds) {
        System.out.printf(
                Locale.ROOT,
                "[figure] load of the machine, all cores together: %.1f%n",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        System.out.printf(
                Locale.ROOT, "[figure] %d jobs of %d clients: operator RSS %.0f MiB%n", JOBS, CLIENTS, resident);
        System.out.printf(
                Locale.ROOT, "[figure] reconciliations within 250 ms: %.2f %%%n", 100 * shareWithinBound(operator));
        System.out.printf(
                "[figure] apply to all %d worker pods created: %s%n", CLIENTS, DurationPercentiles.of(seconds));
        reconcileTimes(operator).forEach(line -> System.out.println("[figure] " + line));
    }

    private static double submit(ClusterNamespace plant, PodArrivals arrivals, String name) {
        ClusterJob job = plant.submit(name, spec -> {
            spec.clients.slotsPerClient.max = 1;
            spec.model.experts = 10;
            spec.training.quorum.perExpert = 2;
        });
        // From when kubectl had its answer.
        long applied = System.nanoTime();
        new EventualAssert(
                        job.name() + " has its worker pods",
                        () -> new Seen(arrivals.complete(name).isPresent(), arrivals.count(name) + " pods"))
                .withinSeconds(60);
        return Math.max(0, (arrivals.complete(name).orElseThrow() - applied) / 1e9);
    }

    /** Resident bytes of the operator's processes on this machine, found by the container's control group. */
    private static long resident(OperatorRelease operator) throws IOException {
        String container = operator.pods()
                .get(0)
                .getStatus()
                .getContainerStatuses()
                .get(0)
                .getContainerID()
                .replaceFirst(".*/", "");
        return HostProcesses.residentBytes(container);
    }

    /** The operator's histogram, of all its controllers. */
    private static List<String> reconcileTimes(OperatorRelease operator) {
        return operator.metrics()
                .lines()
                .filter(l -> l.startsWith("fedmoe_reconcile_seconds"))
                .toList();
    }

    /** Of the controller that keeps it worst. */
    private static double shareWithinBound(OperatorRelease operator) {
        var lines = reconcileTimes(operator);
        return lines.stream()
                .filter(l -> l.contains("le=\"0.25\""))
                .mapToDouble(l -> value(l) / value(all(lines, l)))
                .min()
                .orElseThrow(() -> new AssertionError("the operator exports no histogram of its reconciliations"));
    }

    private static String all(List<String> lines, String bucket) {
        String wanted = bucket.substring(0, bucket.lastIndexOf(' ')).replace("le=\"0.25\"", "le=\"+Inf\"");
        return lines.stream().filter(l -> l.startsWith(wanted)).findFirst().orElseThrow();
    }

    private static double value(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }
}
