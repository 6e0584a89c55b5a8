package dev.fedmoe.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.fedmoe.coordinator.store.MilestoneListener;
import dev.fedmoe.coordinator.testing.CoordinatorLocator;
import dev.fedmoe.coordinator.testing.LocalCoordinator;
import dev.fedmoe.coordinator.testing.TinyJob;
import dev.fedmoe.protocol.client.CoordinatorConnection;
import dev.fedmoe.protocol.client.LinkException;
import dev.fedmoe.protocol.identity.TokenSource;
import dev.fedmoe.protocol.testing.TestIdentity;
import dev.fedmoe.protocol.v1alpha1.JoinRequest;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import dev.fedmoe.protocol.v1alpha1.RefusalCount;
import dev.fedmoe.protocol.v1alpha1.Role;
import dev.fedmoe.testing.RealParts;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever must not get in: refused over real TLS, and counted in the progress by reason. */
@RealParts
class UnauthorizedAccessTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestIdentity identity;

    @SuppressWarnings("NullAway.Init")
    private LocalCoordinator coordinator;

    @BeforeEach
    void start() throws Exception {
        identity = TestIdentity.create(folder);
        coordinator = new LocalCoordinator(
                TinyJob.settings(1),
                folder.resolve("volume"),
                identity,
                new CoordinatorLocator(),
                MilestoneListener.NONE);
        coordinator.apply(TinyJob.desired(1, TinyJob.CLIENTS));
    }

    @AfterEach
    void stop() throws Exception {
        coordinator.close();
    }

    @Test
    void noToken() throws Exception {
        refused(() -> "", Refusal.REFUSAL_UNAUTHENTICATED, "");
    }

    @Test
    void aTokenForAnotherAudience() throws Exception {
        refused(token(claims -> claims.audience("fedmoe.dev/job/uid-2")), Refusal.REFUSAL_UNAUTHENTICATED, "audience");
    }

    @Test
    void anExpiredToken() throws Exception {
        var past = Date.from(Instant.now().minusSeconds(3600));
        refused(token(claims -> claims.expirationTime(past)), Refusal.REFUSAL_UNAUTHENTICATED, "expired");
    }

    @Test
    void aTokenOfAnotherNodesPod() throws Exception {
        refused(identity.worker("node-b"), Refusal.REFUSAL_NOT_YOUR_CLIENT, "'node-b'");
    }

    @Test
    void aTokenOfAnotherServiceAccountOnTheClientsNode() throws Exception {
        refused(
                token(claims -> claims.subject("system:serviceaccount:elsewhere:default")),
                Refusal.REFUSAL_NOT_YOUR_CLIENT,
                "system:serviceaccount:elsewhere:default");
    }

    @Test
    void aClientThatIsNotOnTheRoster() throws Exception {
        refused("zoe", identity.worker("node-zoe"), Refusal.REFUSAL_UNKNOWN_CLIENT, "'zoe'");
    }

    private TokenSource token(UnaryOperator<JWTClaimsSet.Builder> change) {
        return () -> identity.token(TestIdentity.WORKER, "node-a", change);
    }

    private void refused(TokenSource token, Refusal refusal, String message) throws Exception {
        refused("a", token, refusal, message);
    }

    private void refused(String client, TokenSource token, Refusal refusal, String message) throws Exception {
        try (var connection = CoordinatorConnection.open(identity.endpoint(coordinator.port()), new Random(1))) {
            var request = JoinRequest.newBuilder().setClient(client).setRole(Role.ROLE_TRAINER);
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> connection.link(token).join(request.build(), Duration.ofSeconds(5)))
                        .isInstanceOfSatisfying(LinkException.class, e -> assertThat(e.refusal())
                                .isEqualTo(refusal));
            }
        }
        var counted = coordinator.await(now ->
                now.getRefusalsList().stream().mapToLong(RefusalCount::getCount).sum() == 2);
        assertThat(counted.getRefusalsList()).hasSize(1);
        assertThat(counted.getRefusals(0).getRefusal()).isEqualTo(refusal);
        assertThat(counted.getRefusals(0).getLastMessage()).contains(message);
    }
}
