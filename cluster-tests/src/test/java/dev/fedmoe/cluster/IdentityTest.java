package dev.fedmoe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.cluster.fixture.OperatorRelease;
import dev.fedmoe.cluster.identity.ServedCertificate;
import dev.fedmoe.cluster.identity.UnauthorizedCaller;
import dev.fedmoe.cluster.identity.WorkerPodTokens;
import dev.fedmoe.cluster.scene.ClusterJob;
import dev.fedmoe.cluster.scene.ClusterNamespace;
import dev.fedmoe.cluster.scene.EventualAssert;
import dev.fedmoe.cluster.scene.EventualAssert.Seen;
import dev.fedmoe.cluster.suite.NeedsMachines;
import dev.fedmoe.cluster.suite.OnCluster;
import io.fabric8.kubernetes.api.model.Pod;
import io.grpc.Status;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Nobody gets in but the pod a client's worker was given. */
@OnCluster
@Order(55)
class IdentityTest {
    /** No promise, only the scene: how fast a job starts is shown elsewhere. */
    private static final Duration STARTED = Duration.ofMinutes(4);

    @Test
    @NeedsMachines
    void onlyAWorkersOwnTokenIsTaken(ClusterNamespace plant, OperatorRelease operator) throws Exception {
        plant.withPrivateData().withPool();
        ClusterJob job = plant.submit("guarded", spec -> spec.training.rounds = 5000);
        job.trainsOnClients(plant.cluster().nodes().size()).within(STARTED);
        String audience = "fedmoe.dev/job/" + job.object().getMetadata().getUid();
        Pod mine = job.workers().get(0);
        Pod other = job.workers().get(1);
        String client = client(mine);

        try (var stranger = UnauthorizedCaller.at(plant, job)) {
            assertThat(stranger.joinsAs(client, Optional.empty())).isEqualTo(Status.Code.UNAUTHENTICATED);
            assertThat(stranger.joinsAs(client, Optional.of(WorkerPodTokens.issued(plant, mine, "another.audience"))))
                    .isEqualTo(Status.Code.UNAUTHENTICATED);
            Instant past = Instant.now().minusSeconds(3600);
            assertThat(stranger.joinsAs(client, Optional.of(WorkerPodTokens.forged(plant, mine, audience, past))))
                    .isEqualTo(Status.Code.UNAUTHENTICATED);
            assertThat(stranger.joinsAs(client, Optional.of(WorkerPodTokens.issued(plant, other, audience))))
                    .isEqualTo(Status.Code.PERMISSION_DENIED);
            // The guard is not simply shut, and the expired token was refused for its age alone.
            Instant future = Instant.now().plusSeconds(3600);
            assertThat(stranger.joinsAs(client, Optional.of(WorkerPodTokens.forged(plant, mine, audience, future))))
                    .isEqualTo(Status.Code.OK);
            assertThat(stranger.joinsAs(client, Optional.of(WorkerPodTokens.issued(plant, mine, audience))))
                    .isEqualTo(Status.Code.OK);
        }

        refusalsAreCounted(operator).withinSeconds(30);
        job.commitsMoreRounds(3).withinSeconds(60);
        assertThat(plant.clients()).isNotEmpty();
        job.delete();
    }

    /** The kubelet brings a changed secret to its pods within a minute and a half. */
    @Test
    void aNewCertificateIsPresentedWithoutARestart(ClusterNamespace plant) {
        plant.withPrivateData().withPool();
        ClusterJob job = plant.submit("renewed", spec -> spec.training.rounds = 5000);
        job.commitsRound(1).within(STARTED);
        String incarnations = job.incarnations();
        var former = ServedCertificate.issued(plant, job).orElseThrow();
        presents(plant, job, former).withinSeconds(30);

        plant.cluster()
                .kubectl("delete", "secret", ServedCertificate.secret(job), "-n", plant.namespace())
                .text();

        new EventualAssert("another certificate is issued", () -> {
                    var now = ServedCertificate.issued(plant, job);
                    return new Seen(
                            now.isPresent() && !now.get().equals(former), "" + now.map(c -> c.getSerialNumber()));
                })
                .withinSeconds(10);
        var issued = ServedCertificate.issued(plant, job).orElseThrow();
        presents(plant, job, issued).withinSeconds(150);
        job.commitsMoreRounds(2).withinSeconds(60);
        assertThat(job.incarnations()).isEqualTo(incarnations);
        job.delete();
    }

    private static EventualAssert presents(ClusterNamespace plant, ClusterJob job, X509Certificate certificate) {
        return new EventualAssert("the coordinator presents certificate " + certificate.getSerialNumber(), () -> {
            var now = ServedCertificate.presented(plant, job);
            return new Seen(now.equals(certificate), "" + now.getSerialNumber());
        });
    }

    private static EventualAssert refusalsAreCounted(OperatorRelease operator) {
        return new EventualAssert("refusals are counted in the operator's metrics", () -> {
            var counted = operator.metrics()
                    .lines()
                    .filter(l -> l.startsWith("fedmoe_") && l.contains("refus") && l.contains("guarded"))
                    .filter(l -> !l.endsWith(" 0.0"))
                    .toList();
            boolean both = counted.stream().anyMatch(l -> l.contains("reason=\"unauthenticated\""))
                    && counted.stream().anyMatch(l -> l.contains("reason=\"not_your_client\""));
            return new Seen(both, "" + counted);
        });
    }

    private static String client(Pod worker) {
        return String.valueOf(worker.getMetadata().getLabels().get("fedmoe.dev/client"));
    }
}
