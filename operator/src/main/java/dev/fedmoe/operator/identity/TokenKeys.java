package dev.fedmoe.operator.identity;

import java.util.Optional;

/** The public keys and the issuer of the cluster's service-account tokens, as the API server publishes them. */
public interface TokenKeys {
    /** Newest seen; empty until the API server has answered once. Kept while it does not. */
    Optional<Published> newest();

    /**
     * What is published.
     *
     * @param jwks RFC 7517, as served
     */
    record Published(String issuer, String jwks) {}
}
