package dev.fedmoe.operator.identity;

import dev.fedmoe.protocol.identity.TokenSource;
import java.io.IOException;

/** Tokens of the operator's own service account, one audience each, with which it calls coordinators. */
public interface ControlTokens {
    /** Asks the API server unless there is a valid one; blocks within the client's request timeout. */
    void fetch(String audience) throws IOException;

    /** The newest token for the audience; never blocks, throws when there is no valid one. */
    TokenSource of(String audience);

    /** No longer renews it. */
    void forget(String audience);
}
