package dev.fedmoe.protocol.server;

import dev.fedmoe.protocol.identity.TokenVerifier;
import java.io.IOException;

/** The coordinator's gRPC server. */
public final class CoordinatorServer implements AutoCloseable {
    private CoordinatorServer() {}

    /** Listens at once. Throws when the address is taken or the certificate cannot be read. */
    public static CoordinatorServer start(
            ServerSettings settings, TokenVerifier verifier, FederationPort federation, ControlPort control)
            throws IOException {
        throw new UnsupportedOperationException();
    }

    public int port() {
        throw new UnsupportedOperationException();
    }

    /** Refuses new calls, lets running ones end for a few seconds, then cuts them. */
    @Override
    public void close() {}
}
