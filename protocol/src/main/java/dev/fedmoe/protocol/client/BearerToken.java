package dev.fedmoe.protocol.client;

import dev.fedmoe.protocol.identity.TokenSource;
import io.grpc.CallCredentials;
import io.grpc.Metadata;
import io.grpc.Status;
import java.io.IOException;
import java.util.concurrent.Executor;

/** Puts the newest token on each call. */
final class BearerToken extends CallCredentials {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    private final TokenSource source;

    BearerToken(TokenSource source) {
        this.source = source;
    }

    @Override
    public void applyRequestMetadata(RequestInfo request, Executor executor, MetadataApplier applier) {
        try {
            var headers = new Metadata();
            headers.put(AUTHORIZATION, "Bearer " + source.token());
            applier.apply(headers);
        } catch (IOException e) {
            applier.fail(Status.UNAVAILABLE
                    .withDescription("no token to call with: " + e)
                    .withCause(e));
        }
    }
}
