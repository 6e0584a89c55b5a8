package dev.fedmoe.protocol.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fedmoe.protocol.ErrorCatalogue;
import dev.fedmoe.protocol.RefusedRequest;
import dev.fedmoe.protocol.identity.TlsContexts;
import dev.fedmoe.protocol.testing.TestIdentity;
import dev.fedmoe.protocol.v1alpha1.ControlGrpc;
import dev.fedmoe.protocol.v1alpha1.DesiredJob;
import dev.fedmoe.protocol.v1alpha1.DownloadRequest;
import dev.fedmoe.protocol.v1alpha1.FederationGrpc;
import dev.fedmoe.protocol.v1alpha1.JoinReply;
import dev.fedmoe.protocol.v1alpha1.JoinRequest;
import dev.fedmoe.protocol.v1alpha1.PartRequest;
import dev.fedmoe.protocol.v1alpha1.PartVersion;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import dev.fedmoe.protocol.v1alpha1.Role;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets in. */
class CallerAccessTest {
    private final Path folder;
    private final LoopbackServer wired;

    CallerAccessTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        wired = new LoopbackServer(folder);
    }

    @AfterEach
    void close() {
        wired.close();
    }

    @Test
    void aClientsOwnTokenLetsItJoin() throws Exception {
        assertThat(join(wired.as(wired.identity.worker("node-1"))).getEpoch()).isEqualTo(1);
    }

    @Test
    void noTokenIsRefused() {
        refuses(wired.anonymous(), Refusal.REFUSAL_UNAUTHENTICATED, Status.Code.UNAUTHENTICATED);
    }

    @Test
    void anExpiredTokenIsRefused() {
        String expired = wired.identity.token(
                TestIdentity.WORKER,
                "node-1",
                claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(60))));

        refuses(wired.as(expired), Refusal.REFUSAL_UNAUTHENTICATED, Status.Code.UNAUTHENTICATED);
    }

    @Test
    void aTokenForAnotherAudienceIsRefused() {
        String token = wired.identity.token(TestIdentity.WORKER, "node-1", claims -> claims.audience("vault"));

        refuses(wired.as(token), Refusal.REFUSAL_UNAUTHENTICATED, Status.Code.UNAUTHENTICATED);
    }

    @Test
    void anotherClientsTokenIsRefused() throws Exception {
        wired.coordinator.client("camera-2", "node-2");

        refuses(
                wired.as(wired.identity.worker("node-2")),
                Refusal.REFUSAL_NOT_YOUR_CLIENT,
                Status.Code.PERMISSION_DENIED);
    }

    @Test
    void aWorkerMayNotControl() throws Exception {
        var control = ControlGrpc.newBlockingStub(wired.as(wired.identity.worker("node-1")));

        var e = catchThrowableOfType(
                StatusRuntimeException.class, () -> control.apply(DesiredJob.getDefaultInstance()));

        assertThat(ErrorCatalogue.refusal(e.getTrailers())).contains(Refusal.REFUSAL_NOT_YOUR_CLIENT);
        assertThat(wired.control.applied()).isEmpty();
    }

    @Test
    void aClaimOutOfRangeIsRefusedBeforeTheCoordinatorSeesIt() throws Exception {
        var federation = FederationGrpc.newBlockingStub(wired.as(wired.identity.worker("node-1")));
        var request = JoinRequest.newBuilder()
                .setClient("camera-1")
                .setRole(Role.ROLE_TRAINER)
                .setTrainingSamples(-1);

        var e = catchThrowableOfType(StatusRuntimeException.class, () -> federation.join(request.build()));

        assertThat(ErrorCatalogue.refusal(e.getTrailers())).contains(Refusal.REFUSAL_BAD_REPORT);
        assertThat(e).hasMessageContaining("training_samples is -1, expected 0 to 1099511627776");
    }

    @Test
    void aDownloadOfAnUnknownExpertIsRefused() throws Exception {
        var part = PartRequest.newBuilder().setPart(PartVersion.newBuilder().setPart("expert/2"));

        assertThat(downloadRefusal(part)).isEqualTo(Refusal.REFUSAL_UNKNOWN_PART);
    }

    @Test
    void aDownloadFromBeyondTheEndIsRefused() throws Exception {
        var part = PartRequest.newBuilder()
                .setPart(PartVersion.newBuilder().setPart("gate"))
                .setOffset(1L << 40);

        assertThat(downloadRefusal(part)).isEqualTo(Refusal.REFUSAL_BAD_CHUNK);
    }

    @Test
    void plainTextOnTheTlsPortIsRefused() throws Exception {
        try (var socket = new Socket("localhost", wired.server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            byte[] answer = socket.getInputStream().readAllBytes();

            assertThat(answer)
                    .as("a TLS alert or nothing, never HTTP/2 settings")
                    .satisfiesAnyOf(nothing -> assertThat(nothing).isEmpty(), alert -> assertThat(alert[0])
                            .isEqualTo((byte) 21));
        }
    }

    @Test
    void aNewCertificateIsPresentedWithoutARestart(@TempDir Path other) throws Exception {
        join(wired.as(wired.identity.worker("node-1")));
        TestIdentity.create(other);
        present(other);
        var channel = NettyChannelBuilder.forAddress("localhost", wired.server.port())
                .sslContext(TlsContexts.client(other.resolve("ca.pem")))
                .build();
        try {
            refuses(channel, Refusal.REFUSAL_UNAUTHENTICATED, Status.Code.UNAUTHENTICATED);
        } finally {
            channel.shutdownNow();
        }
    }

    @Test
    void aClientTrustsASuccessorOfTheAuthorityWithoutARestart(@TempDir Path other) throws Exception {
        Path trusted = Files.copy(folder.resolve("ca.pem"), other.resolve("trusted.pem"));
        TestIdentity.create(other);
        var trust = TlsContexts.client(trusted);
        present(other);
        assertThat(reaches("localhost", trust)).isFalse();

        Files.writeString(trusted, Files.readString(other.resolve("ca.pem")), StandardOpenOption.APPEND);

        assertThat(reaches("localhost", trust)).isTrue();
    }

    @Test
    void aCertificateForAnotherHostIsNotTrusted() throws Exception {
        var trust = TlsContexts.client(folder.resolve("ca.pem"));

        assertThat(reaches("localhost", trust)).isTrue();
        assertThat(reaches("elsewhere", trust)).isFalse();
    }

    private void present(Path other) throws IOException {
        for (String name : new String[] {"tls.crt", "tls.key"}) {
            Files.copy(other.resolve(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Whether a new connection gets as far as being asked for a token. */
    private boolean reaches(String host, SslContext trust) {
        var channel = NettyChannelBuilder.forAddress("localhost", wired.server.port())
                .overrideAuthority(host)
                .sslContext(trust)
                .build();
        try {
            var e = catchThrowableOfType(StatusRuntimeException.class, () -> join(channel));
            return e.getStatus().getCode() == Status.Code.UNAUTHENTICATED;
        } finally {
            channel.shutdownNow();
        }
    }

    private static JoinReply join(Channel channel) {
        return FederationGrpc.newBlockingStub(channel)
                .withDeadlineAfter(10, TimeUnit.SECONDS)
                .join(JoinRequest.newBuilder()
                        .setClient("camera-1")
                        .setRole(Role.ROLE_TRAINER)
                        .build());
    }

    private Refusal downloadRefusal(PartRequest.Builder part) throws IOException {
        var frames = FederationGrpc.newBlockingStub(wired.as(wired.identity.worker("node-1")))
                .download(DownloadRequest.newBuilder()
                        .setClient("camera-1")
                        .setEpoch(1)
                        .addParts(part)
                        .build());
        var e = catchThrowableOfType(StatusRuntimeException.class, frames::hasNext);
        return ErrorCatalogue.refusal(e.getTrailers()).orElseThrow();
    }

    private void refuses(Channel channel, Refusal refusal, Status.Code code) {
        var e = catchThrowableOfType(StatusRuntimeException.class, () -> join(channel));

        assertThat(e.getStatus().getCode()).isEqualTo(code);
        assertThat(ErrorCatalogue.refusal(e.getTrailers())).contains(refusal);
        assertThat(wired.coordinator.refusals())
                .extracting(RefusedRequest::refusal)
                .containsExactly(refusal);
    }
}
