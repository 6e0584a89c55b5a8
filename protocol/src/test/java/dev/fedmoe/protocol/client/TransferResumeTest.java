package dev.fedmoe.protocol.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.core.model.MlpMoe;
import dev.fedmoe.core.model.ModelManifest;
import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.protocol.PartVersions;
import dev.fedmoe.protocol.client.CoordinatorLink.Fetch;
import dev.fedmoe.protocol.server.CoordinatorServer;
import dev.fedmoe.protocol.testing.CuttingProxy;
import dev.fedmoe.protocol.testing.TestControl;
import dev.fedmoe.protocol.testing.TestCoordinator;
import dev.fedmoe.protocol.testing.TestIdentity;
import dev.fedmoe.protocol.transfer.MemoryPart;
import dev.fedmoe.protocol.v1alpha1.JobTerms;
import dev.fedmoe.protocol.v1alpha1.JoinRequest;
import dev.fedmoe.protocol.v1alpha1.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A connection that breaks in the middle of 16 MiB: both directions go on at the last verified chunk. */
class TransferResumeTest {
    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final PartId PART = PartId.expert(0);
    private static final long CUT = 10_000_000;

    private final ModelManifest manifest = new ModelSpec(new MlpMoe(), List.of(8), 2, 1, 1, 1024, 2048).manifest();
    private final long size = manifest.part(PART).sizeBytes();
    private final TestCoordinator coordinator =
            new TestCoordinator(manifest, JobTerms.getDefaultInstance()).client("camera-1", "node-1");
    private final MemoryPart committed = coordinator.commit(PART, 0);
    private final CoordinatorServer server;
    private final CuttingProxy network;
    private final CoordinatorConnection connection;
    private final CoordinatorLink link;

    TransferResumeTest(@TempDir Path folder) throws IOException {
        CoordinatorLinkContract.fill(committed, 3);
        var identity = TestIdentity.create(folder);
        server = CoordinatorServer.start(identity.settings(), identity.verifier(), coordinator, new TestControl());
        network = new CuttingProxy(server.port(), CUT);
        connection = CoordinatorConnection.open(identity.endpoint(network.port()), new Random(7));
        link = connection.link(identity.worker("node-1"));
    }

    @AfterEach
    void close() throws IOException {
        connection.close();
        network.close();
        server.close();
    }

    @Test
    void aBrokenDownloadResumesAtTheLastVerifiedChunk() throws Exception {
        join();
        var sink = MemoryPart.allocate(size);

        link.download("camera-1", 1, List.of(new Fetch(PartVersions.of(PART, 0), sink)), BOUND);

        assertThat(sink.bytes()).isEqualTo(committed.bytes());
        movedLittleMoreThanOnce(network.downBytes());
    }

    @Test
    void aBrokenUploadResumesAtTheLastVerifiedChunk() throws Exception {
        join();
        var content = MemoryPart.allocate(size);
        CoordinatorLinkContract.fill(content, 5);

        var verdicts = link.upload(
                CoordinatorLinkContract.header(1), List.of(CoordinatorLinkContract.submission(PART, content)), BOUND);

        assertThat(verdicts).containsExactly(CoordinatorLinkContract.acceptedVerdict("expert/0"));
        assertThat(coordinator.nextAccepted(BOUND).orElseThrow().content().bytes())
                .isEqualTo(content.bytes());
        movedLittleMoreThanOnce(network.upBytes());
    }

    /** The size of the part, the chunk that was cut, what was under way to the dead end, and the frames around it. */
    private void movedLittleMoreThanOnce(long bytes) {
        assertThat(network.connections()).isEqualTo(2);
        assertThat(bytes).isBetween(size, size + (4L << 20));
        assertThat(size + (4L << 20)).as("starting over would have moved more").isLessThan(size + CUT);
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
