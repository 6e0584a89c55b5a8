package dev.fedmoe.cluster.identity;

import dev.fedmoe.cluster.scene.ClusterJob;
import dev.fedmoe.cluster.scene.ClusterNamespace;
import dev.fedmoe.protocol.v1alpha1.FederationGrpc;
import dev.fedmoe.protocol.v1alpha1.JoinRequest;
import dev.fedmoe.protocol.v1alpha1.Role;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Calls a job's coordinator from outside of any worker, over a forwarded port, with whatever token it likes. */
public final class UnauthorizedCaller implements AutoCloseable {
    private static final int PORT = 7443;
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final LocalPortForward forward;
    private final ManagedChannel channel;

    private UnauthorizedCaller(LocalPortForward forward, ManagedChannel channel) {
        this.forward = forward;
        this.channel = channel;
    }

    public static UnauthorizedCaller at(ClusterNamespace plant, ClusterJob job) throws IOException {
        String service = job.name() + "-coordinator";
        var secret = plant.client()
                .secrets()
                .inNamespace(plant.namespace())
                .withName(service + "-tls")
                .require();
        byte[] authority = Base64.getDecoder().decode(secret.getData().get("ca.crt"));
        var forward = plant.client()
                .pods()
                .inNamespace(plant.namespace())
                .withName(job.coordinator().getMetadata().getName())
                .portForward(PORT);
        var channel = NettyChannelBuilder.forAddress("127.0.0.1", forward.getLocalPort())
                .overrideAuthority(service + "." + plant.namespace() + ".svc")
                .sslContext(GrpcSslContexts.forClient()
                        .trustManager(new ByteArrayInputStream(authority))
                        .build())
                .build();
        return new UnauthorizedCaller(forward, channel);
    }

    /** Joins as {@code client}; what the coordinator answered. */
    public Status.Code joinsAs(String client, Optional<String> token) {
        var headers = new Metadata();
        token.ifPresent(t -> headers.put(AUTHORIZATION, "Bearer " + t));
        try {
            FederationGrpc.newBlockingStub(channel)
                    .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                    .withDeadlineAfter(10, TimeUnit.SECONDS)
                    .join(JoinRequest.newBuilder()
                            .setClient(client)
                            .setRole(Role.ROLE_TRAINER)
                            .setTrainingSamples(1)
                            .build());
            return Status.Code.OK;
        } catch (StatusRuntimeException refused) {
            return refused.getStatus().getCode();
        }
    }

    @Override
    public void close() throws IOException {
        channel.shutdownNow();
        forward.close();
    }
}
