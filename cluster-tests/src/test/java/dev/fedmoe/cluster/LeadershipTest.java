package dev.fedmoe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.cluster.audit.AuditLog;
import dev.fedmoe.cluster.audit.AuditedRequest;
import dev.fedmoe.cluster.fixture.OperatorRelease;
import dev.fedmoe.cluster.scene.ClusterNamespace;
import dev.fedmoe.cluster.scene.EventualAssert;
import dev.fedmoe.cluster.scene.EventualAssert.Seen;
import dev.fedmoe.cluster.suite.NeedsMachines;
import dev.fedmoe.cluster.suite.OnCluster;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Two replicas, one that acts. */
@OnCluster
@NeedsMachines
@Order(80)
class LeadershipTest {
    @BeforeEach
    void twoReplicas(ClusterNamespace plant, OperatorRelease operator) {
        operator.upgrade("operator.replicas=2");
        plant.withPrivateData().withPool();
    }

    @AfterEach
    void one(ClusterNamespace plant, OperatorRelease operator) {
        plant.endJobs();
        operator.upgrade("operator.replicas=1");
    }

    @Test
    void theOtherActsSoonAfterTheLeaderIsKilledAndNobodyWritesTwice(ClusterNamespace plant, OperatorRelease operator) {
        var log = AuditLog.fromNow(plant.cluster().power().auditLog());
        plant.submit("first", spec -> spec.training.rounds = 5000)
                .commitsRound(2)
                .withinSeconds(EventualAssert.SCENE_SECONDS);
        String leader = operator.leader();
        assertThat(operator.pods()).extracting(p -> p.getMetadata().getName()).contains(leader);

        plant.cluster()
                .kubectl("delete", "pod", leader, "-n", OperatorRelease.NAMESPACE, "--grace-period=0", "--force")
                .text();
        var second = plant.submit("second", spec -> spec.training.rounds = 5000);

        new EventualAssert("another replica makes the workers of a new job", () -> {
                    int pods = second.workers().size();
                    return new Seen(pods > 0, pods + " pods, leader " + operator.leader());
                })
                .withinSeconds(20);
        assertThat(operator.leader()).isNotEqualTo(leader);
        second.commitsRound(2).withinSeconds(EventualAssert.SCENE_SECONDS);
        assertThat(turns(log.by(OperatorRelease.NAMESPACE, operator.serviceAccount())))
                .as("replicas in the order of their writes: each acts once, for as long as it leads")
                .hasSizeLessThanOrEqualTo(2)
                .doesNotHaveDuplicates();
    }

    /** Whose turn it was, by the pods whose tokens came with the writes. */
    private static List<String> turns(List<AuditedRequest> requests) {
        var turns = new ArrayList<String>();
        for (AuditedRequest request : requests) {
            boolean counts = request.writes() && !request.renewsLease();
            if (counts && (turns.isEmpty() || !turns.get(turns.size() - 1).equals(request.pod()))) {
                turns.add(request.pod());
            }
        }
        return turns;
    }
}
