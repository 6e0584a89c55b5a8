package dev.fedmoe.protocol.server;

import dev.fedmoe.protocol.identity.TlsContexts;
import dev.fedmoe.protocol.identity.TokenVerifier;
import dev.fedmoe.protocol.transfer.ChunkBuffers;
import dev.fedmoe.protocol.transfer.ChunkFormat;
import dev.fedmoe.protocol.transfer.TransferMethods;
import dev.fedmoe.protocol.transfer.TransportBuffers;
import io.grpc.BindableService;
import io.grpc.DecompressorRegistry;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.channel.ChannelOption;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The coordinator's gRPC server. Its memory is bounded by its limits: a window for each connection, a chunk or two for
 * each transfer at work.
 */
public final class CoordinatorServer implements AutoCloseable {
    private static final int MAX_HEADER_BYTES = 16 << 10;
    private static final int KEPT_CHUNKS = 8;
    private static final int MAX_RESETS = 200;
    private static final int RESET_WINDOW_SECONDS = 10;
    private static final Duration IDLE = Duration.ofMinutes(10);
    /** Streams are cut after this, so that an expired token does not live on in an open one for ever. */
    private static final Duration AGE = Duration.ofHours(12);

    private static final Duration AGE_GRACE = Duration.ofMinutes(10);
    private static final Duration CLOSING = Duration.ofSeconds(3);

    private final Server server;
    private final ExecutorService executor;
    private final ScheduledExecutorService clock;

    private CoordinatorServer(Server server, ExecutorService executor, ScheduledExecutorService clock) {
        this.server = server;
        this.executor = executor;
        this.clock = clock;
    }

    /** Listens at once. Throws when the address is taken or the certificate cannot be read. */
    public static CoordinatorServer start(
            ServerSettings settings, TokenVerifier verifier, FederationPort federation, ControlPort control)
            throws IOException {
        var clock = new ScheduledThreadPoolExecutor(1, runnable -> {
            var thread = new Thread(runnable, "pace");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        PeriodicTimer timer = (interval, tick) -> {
            var ticking = clock.scheduleAtFixedRate(tick, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
            return () -> ticking.cancel(false);
        };
        var service = service(federation, settings.limits(), timer);
        return start(settings, verifier, federation, List.of(service, new ControlService(control)), clock);
    }

    static CoordinatorServer start(
            ServerSettings settings,
            TokenVerifier verifier,
            FederationPort federation,
            List<BindableService> services,
            ScheduledExecutorService clock)
            throws IOException {
        ExecutorService executor =
                Executors.newFixedThreadPool(settings.limits().threads());
        try {
            var builder = builder(settings)
                    .executor(executor)
                    .intercept(new CallerInterceptor(
                            verifier,
                            settings.controlSubject(),
                            settings.workerSubject(),
                            why -> federation.refused("", why)));
            services.forEach(builder::addService);
            return new CoordinatorServer(builder.build().start(), executor, clock);
        } catch (IOException e) {
            executor.shutdownNow();
            clock.shutdownNow();
            throw e;
        }
    }

    static FederationService service(FederationPort port, ServerLimits limits, PeriodicTimer timer) {
        var methods = new TransferMethods(new ChunkBuffers(KEPT_CHUNKS));
        return new FederationService(port, methods, cut -> new MinThroughputGuard(timer, limits, cut));
    }

    private static NettyServerBuilder builder(ServerSettings settings) throws IOException {
        ServerLimits limits = settings.limits();
        long keepAlive = limits.keepAlive().toMillis();
        return NettyServerBuilder.forAddress(settings.address())
                .sslContext(TlsContexts.server(settings.certificate(), settings.key()))
                .withChildOption(ChannelOption.ALLOCATOR, TransportBuffers.pool())
                .maxInboundMessageSize(ChunkFormat.MAX_MESSAGE_BYTES)
                .maxInboundMetadataSize(MAX_HEADER_BYTES)
                .decompressorRegistry(DecompressorRegistry.emptyInstance())
                .flowControlWindow(limits.windowBytes())
                .maxConcurrentCallsPerConnection(limits.callsPerConnection())
                .maxRstFramesPerWindow(MAX_RESETS, RESET_WINDOW_SECONDS)
                .handshakeTimeout(limits.keepAlive().toSeconds(), TimeUnit.SECONDS)
                .keepAliveTime(keepAlive, TimeUnit.MILLISECONDS)
                .keepAliveTimeout(keepAlive, TimeUnit.MILLISECONDS)
                .permitKeepAliveTime(keepAlive / 2, TimeUnit.MILLISECONDS)
                .permitKeepAliveWithoutCalls(true)
                .maxConnectionIdle(IDLE.toSeconds(), TimeUnit.SECONDS)
                .maxConnectionAge(AGE.toSeconds(), TimeUnit.SECONDS)
                .maxConnectionAgeGrace(AGE_GRACE.toSeconds(), TimeUnit.SECONDS);
    }

    /** Where it listens, also when the settings left the choice to the system. */
    public int port() {
        return server.getPort();
    }

    /** Refuses new calls, lets running ones end for three seconds, then cuts them. */
    @Override
    public void close() {
        server.shutdown();
        try {
            if (!server.awaitTermination(CLOSING.toSeconds(), TimeUnit.SECONDS)) {
                server.shutdownNow();
                server.awaitTermination(CLOSING.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
        executor.shutdownNow();
        clock.shutdownNow();
    }
}
