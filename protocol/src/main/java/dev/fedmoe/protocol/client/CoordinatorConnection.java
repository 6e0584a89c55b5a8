package dev.fedmoe.protocol.client;

import dev.fedmoe.protocol.identity.TlsContexts;
import dev.fedmoe.protocol.identity.TokenSource;
import dev.fedmoe.protocol.transfer.ChunkBuffers;
import dev.fedmoe.protocol.transfer.ChunkFormat;
import dev.fedmoe.protocol.transfer.TransferMethods;
import dev.fedmoe.protocol.transfer.TransportBuffers;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * One TLS connection of this process to a coordinator, shared by all its clients. It connects when first used and again
 * whenever it breaks; a dead peer is noticed within 20 seconds.
 */
public final class CoordinatorConnection implements AutoCloseable {
    /** A connection's bytes in flight; at 100 ms round trip good for 40 MB/s. */
    private static final int WINDOW_BYTES = 4 << 20;

    private static final int MAX_HEADER_BYTES = 16 << 10;
    private static final long KEEP_ALIVE_SECONDS = 10;

    /** A coordinator that moved to another node leaves an address behind at which nobody answers. */
    private static final int CONNECT_MILLIS = 5_000;

    private static final int KEPT_CHUNKS = 4;
    private static final long CLOSE_SECONDS = 5;

    private final ManagedChannel channel;
    private final LinkSettings wire;

    private CoordinatorConnection(ManagedChannel channel, LinkSettings wire) {
        this.channel = channel;
        this.wire = wire;
    }

    /** Does not connect yet. {@code random} spreads the retries of many clients; throws when the authority cannot be read. */
    public static CoordinatorConnection open(CoordinatorAddress endpoint, RandomGenerator random) throws IOException {
        return open(endpoint, random, LinkClock.SYSTEM);
    }

    /** As above, with the authority's certificates as PEM text. */
    public static CoordinatorConnection open(String host, int port, String authorityPem, RandomGenerator random)
            throws IOException {
        return open(host, port, TlsContexts.client(authorityPem), random, LinkClock.SYSTEM);
    }

    static CoordinatorConnection open(CoordinatorAddress endpoint, RandomGenerator random, LinkClock ticks)
            throws IOException {
        return open(endpoint.host(), endpoint.port(), TlsContexts.client(endpoint.authority()), random, ticks);
    }

    private static CoordinatorConnection open(
            String host, int port, SslContext trust, RandomGenerator random, LinkClock ticks) {
        ManagedChannel channel = NettyChannelBuilder.forAddress(host, port)
                .sslContext(trust)
                .withOption(ChannelOption.ALLOCATOR, TransportBuffers.pool())
                .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .flowControlWindow(WINDOW_BYTES)
                .maxInboundMessageSize(ChunkFormat.MAX_MESSAGE_BYTES)
                .maxInboundMetadataSize(MAX_HEADER_BYTES)
                .keepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                .keepAliveTimeout(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
                .disableRetry()
                .build();
        var retry = new RetryLoop(random, ticks, channel::resetConnectBackoff);
        var methods = new TransferMethods(new ChunkBuffers(KEPT_CHUNKS));
        return new CoordinatorConnection(channel, new LinkSettings(channel, methods, retry));
    }

    /** A link for one client. Closing it leaves the connection open. */
    public CoordinatorLink link(TokenSource token) {
        return new GrpcCoordinatorLink(wire, new BearerToken(token));
    }

    /** The control side's calls. */
    public ControlClient control(TokenSource token) {
        return new ControlClient(wire, new BearerToken(token));
    }

    /** Ends all calls; waits at most five seconds. */
    @Override
    public void close() {
        channel.shutdownNow();
        try {
            channel.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
