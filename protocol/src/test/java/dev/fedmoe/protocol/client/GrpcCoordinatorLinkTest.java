package dev.fedmoe.protocol.client;

import dev.fedmoe.protocol.server.CoordinatorServer;
import dev.fedmoe.protocol.testing.TestControl;
import dev.fedmoe.protocol.testing.TestIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract over a real loopback connection with TLS and tokens. */
class GrpcCoordinatorLinkTest extends CoordinatorLinkContract {
    private final CoordinatorLink link;
    private final CoordinatorServer server;
    private final CoordinatorConnection connection;

    GrpcCoordinatorLinkTest(@TempDir Path folder) throws IOException {
        var identity = TestIdentity.create(folder);
        server = CoordinatorServer.start(identity.settings(), identity.verifier(), coordinator, new TestControl());
        connection = CoordinatorConnection.open(identity.endpoint(server.port()), new Random(7));
        link = connection.link(identity.worker(NODE));
    }

    @Override
    CoordinatorLink link() {
        return link;
    }

    @AfterEach
    void close() {
        connection.close();
        server.close();
    }
}
