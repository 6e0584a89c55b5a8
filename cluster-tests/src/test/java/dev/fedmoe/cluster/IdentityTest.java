package dev.fedmoe.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.cluster.fixture.OperatorRelease;
import dev.fedmoe.cluster.identity.Certificates;
import dev.fedmoe.cluster.identity.Stranger;
import dev.fedmoe.cluster.identity.Tokens;
import dev.fedmoe.cluster.scene.Expectation;
import dev.fedmoe.cluster.scene.Expectation.Seen;
import dev.fedmoe.cluster.scene.Job;
import dev.fedmoe.cluster.scene.Plant;
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
    void onlyAWorkersOwnTokenIsTaken(Plant plant, OperatorRelease operator) throws Exception {
        plant.withPrivateData().withPool();
        Job job = plant.submit("guarded", spec -> spec.training.rounds = 5000);
        job.trainsOnClients(plant.cluster().nodes().size()).within(STARTED);
        String audience = "fedmoe.dev/job/" + job.object().getMetadata().getUid();
        Pod mine = job.workers().get(0);
        Pod other = job.workers().get(1);
        String client = client(mine);

        try (var stranger = Stranger.at(plant, job)) {
            assertThat(stranger.joinsAs(client, Optional.empty())).isEqualTo(Status.Code.UNAUTHENTICATED);
            assertThat(stranger.joinsAs(client, Optional.of(Tokens.issued(plant, mine, "another.audience"))))
                    .isEqualTo(Status.Code.UNAUTHENTICATED);
            Instant past = Instant.now().minusSeconds(3600);
            assertThat(stranger.joinsAs(client, Optional.of(Tokens.forged(plant, mine, audience, past))))
                    .isEqualTo(Status.Code.UNAUTHENTICATED);
            assertThat(stranger.joinsAs(client, Optional.of(Tokens.issued(plant, other, audience))))
                    .isEqualTo(Status.Code.PERMISSION_DENIED);
            // The guard is not simply shut, and the expired token was refused for its age alone.
            Instant future = Instant.now().plusSeconds(3600);
            assertThat(stranger.joinsAs(client, Optional.of(Tokens.forged(plant, mine, audience, future))))
                    .isEqualTo(Status.Code.OK);
            assertThat(stranger.joinsAs(client, Optional.of(Tokens.issued(plant, mine, audience))))
                    .isEqualTo(Status.Code.OK);
        }

        refusalsAreCounted(operator).withinSeconds(30);
        job.commitsMoreRounds(3).withinSeconds(60);
        assertThat(plant.clients()).isNotEmpty();
        job.delete();
    }

    /** The kubelet brings a changed secret to its pods within a minute and a half. */
    @Test
    void aNewCertificateIsPresentedWithoutARestart(Plant plant) {
        plant.withPrivateData().withPool();
        Job job = plant.submit("renewed", spec -> spec.training.rounds = 5000);
        job.commitsRound(1).within(STARTED);
        String incarnations = job.incarnations();
        var former = Certificates.issued(plant, job).orElseThrow();
        presents(plant, job, former).withinSeconds(30);

        plant.cluster()
                .kubectl("delete", "secret", Certificates.secret(job), "-n", plant.namespace())
                .text();

        new Expectation("another certificate is issued", () -> {
                    var now = Certificates.issued(plant, job);
                    return new Seen(
                            now.isPresent() && !now.get().equals(former), "" + now.map(c -> c.getSerialNumber()));
                })
                .withinSeconds(10);
        var issued = Certificates.issued(plant, job).orElseThrow();
        presents(plant, job, issued).withinSeconds(150);
        job.commitsMoreRounds(2).withinSeconds(60);
        assertThat(job.incarnations()).isEqualTo(incarnations);
        job.delete();
    }

    private static Expectation presents(Plant plant, Job job, X509Certificate certificate) {
        return new Expectation("the coordinator presents certificate " + certificate.getSerialNumber(), () -> {
            var now = Certificates.presented(plant, job);
            return new Seen(now.equals(certificate), "" + now.getSerialNumber());
        });
    }

    private static Expectation refusalsAreCounted(OperatorRelease operator) {
        return new Expectation("refusals are counted in the operator's metrics", () -> {
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
