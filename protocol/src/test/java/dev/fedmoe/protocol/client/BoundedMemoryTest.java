package dev.fedmoe.protocol.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.core.model.MlpMoe;
import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.core.model.PartSpec;
import dev.fedmoe.protocol.PartVersions;
import dev.fedmoe.protocol.client.CoordinatorLink.Fetch;
import dev.fedmoe.protocol.client.CoordinatorLink.Submission;
import dev.fedmoe.protocol.server.CoordinatorServer;
import dev.fedmoe.protocol.testing.SlowPart;
import dev.fedmoe.protocol.testing.TestControl;
import dev.fedmoe.protocol.testing.TestCoordinator;
import dev.fedmoe.protocol.testing.TestIdentity;
import dev.fedmoe.protocol.v1alpha1.JobTerms;
import dev.fedmoe.protocol.v1alpha1.JoinRequest;
import dev.fedmoe.protocol.v1alpha1.Role;
import dev.fedmoe.testing.ConditionWait;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A 64 MiB part whose receiver stands still: the sender reads no further than what may be under way. */
class BoundedMemoryTest {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final PartId PART = PartId.expert(0);
    /** The window, sockets, TLS and a chunk at each end; a fraction of the part. */
    private static final long UNDER_WAY = 16L << 20;

    private final PartSpec spec = new ModelSpec(new MlpMoe(), List.of(8), 2, 1, 1, 2048, 4096)
            .manifest()
            .part(PART);
    private final SlowPart part = new SlowPart(spec.sizeBytes());
    private final TestCoordinator coordinator;
    private final CoordinatorServer server;
    private final CoordinatorConnection connection;
    private final CoordinatorLink link;

    BoundedMemoryTest(@TempDir Path folder) throws IOException {
        var manifest = new ModelSpec(new MlpMoe(), List.of(8), 2, 1, 1, 2048, 4096).manifest();
        coordinator = new TestCoordinator(manifest, JobTerms.getDefaultInstance())
                .client("camera-1", "node-1")
                .carrying(PART, part);
        var identity = TestIdentity.create(folder);
        server = CoordinatorServer.start(identity.settings(), identity.verifier(), coordinator, new TestControl());
        connection = CoordinatorConnection.open(identity.endpoint(server.port()), new Random(7));
        link = connection.link(identity.worker("node-1"));
    }

    @AfterEach
    void close() {
        part.release();
        connection.close();
        server.close();
    }

    @Test
    void aCoordinatorThatCannotStoreHoldsBackTheWorker() throws Exception {
        join();
        var upload = CompletableFuture.supplyAsync(() -> quietly(() -> link.upload(
                CoordinatorLinkContract.header(1), List.of(new Submission(PartVersions.of(PART, 0), part)), BOUND)));

        standsStillThenEnds(upload);
    }

    @Test
    void aWorkerThatCannotStoreHoldsBackTheCoordinator() throws Exception {
        join();
        var download = CompletableFuture.supplyAsync(() -> quietly(() -> {
            link.download("camera-1", 1, List.of(new Fetch(PartVersions.of(PART, 0), part)), BOUND);
            return true;
        }));

        standsStillThenEnds(download);
    }

    private void standsStillThenEnds(CompletableFuture<?> transfer) throws Exception {
        ConditionWait.until(() -> part.isBlocked() && part.hasSettled());
        assertThat(part.readBytes()).isPositive().isLessThan(UNDER_WAY);
        part.release();
        transfer.get(30, TimeUnit.SECONDS);
        assertThat(part.readBytes()).isEqualTo(spec.sizeBytes());
    }

    private static <T> T quietly(Callable<T> call) {
        try {
            return call.call();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void join() throws LinkException {
        link.join(
                JoinRequest.newBuilder()
                        .setClient("camera-1")
                        .setRole(Role.ROLE_TRAINER)
                        .build(),
                BOUND);
    }
}
