package dev.fedmoe.protocol.server;

import dev.fedmoe.core.model.MlpMoe;
import dev.fedmoe.core.model.ModelManifest;
import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.protocol.identity.TlsContexts;
import dev.fedmoe.protocol.identity.TokenSource;
import dev.fedmoe.protocol.testing.TestControl;
import dev.fedmoe.protocol.testing.TestCoordinator;
import dev.fedmoe.protocol.testing.TestIdentity;
import dev.fedmoe.protocol.v1alpha1.JobTerms;
import io.grpc.Channel;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;

/** A server with TLS on loopback and one client on its roster, whose time stands still until told. */
final class LoopbackServer implements AutoCloseable {
    static final String CLIENT = "camera-1";
    static final String NODE = "node-1";

    /** Experts of 8,240 bytes: up [32, 32], up bias, down [32, 32], down bias. */
    final ModelManifest manifest = new ModelSpec(new MlpMoe(), List.of(8), 2, 2, 1, 32, 32).manifest();

    final TestCoordinator coordinator = new TestCoordinator(
            manifest, JobTerms.newBuilder().setName("fashion").build());
    final TestControl control = new TestControl();
    final ManualTimer timer = new ManualTimer();
    final TestIdentity identity;
    final CoordinatorServer server;
    private final ManagedChannel channel;

    LoopbackServer(Path folder) throws IOException {
        identity = TestIdentity.create(folder);
        var settings = identity.settings();
        server = CoordinatorServer.start(
                settings,
                identity.verifier(),
                coordinator,
                List.of(CoordinatorServer.service(coordinator, settings.limits(), timer), new ControlService(control)),
                Executors.newSingleThreadScheduledExecutor());
        channel = NettyChannelBuilder.forAddress("localhost", server.port())
                .sslContext(TlsContexts.client(identity.file("ca.pem")))
                .build();
        coordinator.client(CLIENT, NODE);
        manifest.parts().forEach(part -> coordinator.commit(part.id(), 0).written());
    }

    /** A channel whose calls carry the token. */
    Channel as(TokenSource token) throws IOException {
        return as(token.token());
    }

    Channel as(String token) {
        var headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
        ClientInterceptor bearer = MetadataUtils.newAttachHeadersInterceptor(headers);
        return ClientInterceptors.intercept(channel, bearer);
    }

    Channel anonymous() {
        return channel;
    }

    RawUpload upload() throws IOException {
        return new RawUpload(as(identity.worker(NODE)), manifest);
    }

    long stored(PartId part) {
        return coordinator.receivedBytes(CLIENT, part);
    }

    @Override
    public void close() {
        channel.shutdownNow();
        server.close();
    }
}
