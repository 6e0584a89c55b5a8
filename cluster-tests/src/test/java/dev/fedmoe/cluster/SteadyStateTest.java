package dev.fedmoe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.cluster.audit.AuditLog;
import dev.fedmoe.cluster.fixture.OperatorRelease;
import dev.fedmoe.cluster.scene.ClusterNamespace;
import dev.fedmoe.cluster.scene.EventualAssert;
import dev.fedmoe.cluster.scene.EventualAssert.Seen;
import dev.fedmoe.cluster.suite.NeedsMachines;
import dev.fedmoe.cluster.suite.OnCluster;
import dev.fedmoe.crds.job.FederatedMoEJobStatus.Phase;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Nothing to do, nothing written: with an idle pool, a suspended and a complete job at once. Renewed leases are not counted: that is
 * how a leader says that it lives.
 */
@OnCluster
@NeedsMachines
@Order(60)
class SteadyStateTest {
    private static final Duration MINUTE = Duration.ofSeconds(60);

    @Test
    void idleSuspendedAndCompleteWriteNothing(ClusterNamespace plant, OperatorRelease operator) {
        plant.withPrivateData().withPool();
        var done = plant.submit("done", spec -> spec.training.rounds = 2);
        done.becomes(Phase.Complete).withinSeconds(EventualAssert.SCENE_SECONDS);
        var paused = plant.submit("paused", spec -> spec.training.rounds = 5000);
        paused.commitsRound(1).withinSeconds(EventualAssert.SCENE_SECONDS);
        paused.patch("{\"spec\":{\"suspend\":true}}");
        paused.becomes(Phase.Suspended).withinSeconds(EventualAssert.SCENE_SECONDS);
        new EventualAssert("no pod of either job is left", () -> {
                    int pods = paused.pods("worker").size()
                            + paused.pods("coordinator").size()
                            + done.pods("worker").size();
                    return new Seen(pods == 0, pods + " pods");
                })
                .withinSeconds(EventualAssert.SCENE_SECONDS);
        // What was under way when the last pod went: status, events; a client's last figures, half a minute after those
        // before.
        AuditLog.awaitQuiet(
                plant.cluster().power().auditLog(),
                Duration.ofSeconds(35),
                OperatorRelease.NAMESPACE,
                operator.serviceAccount());

        var writes = AuditLog.writesDuring(
                plant.cluster().power().auditLog(), MINUTE, OperatorRelease.NAMESPACE, operator.serviceAccount());

        System.out.printf("[measured] writes in %d s of steady state: %d%n", MINUTE.toSeconds(), writes.size());
        assertThat(writes).isEmpty();
    }

    /** A look that follows a write sooner than its event must not write the same again. */
    @Test
    void eachObjectOfANewJobIsWrittenOnce(ClusterNamespace plant, OperatorRelease operator) {
        plant.withPrivateData().withPool();
        var log = AuditLog.fromNow(plant.cluster().power().auditLog());
        var job = plant.submit("fresh", spec -> spec.training.rounds = 5000);
        job.commitsRound(1).withinSeconds(EventualAssert.SCENE_SECONDS);

        var writes = log.by(OperatorRelease.NAMESPACE, operator.serviceAccount()).stream()
                .filter(r -> r.namespace().equals(plant.namespace()) && r.name().startsWith(job.name()))
                .filter(r -> r.verb().equals("patch") && !r.resource().endsWith("/status"))
                .collect(Collectors.groupingBy(r -> r.resource() + " " + r.name(), Collectors.counting()));

        assertThat(writes)
                .containsKey("statefulsets fresh-coordinator")
                .allSatisfy((object, times) -> assertThat(times).as(object).isEqualTo(1));
        job.delete();
    }
}
