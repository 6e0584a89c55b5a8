package dev.fedmoe.protocol.identity;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Whose tokens count.
 *
 * @param jwks file with the issuer's public keys (RFC 7517), replaced in place when they rotate
 * @param issuer the {@code iss} a token must carry
 * @param audience must be among a token's {@code aud}
 * @param skew how far clocks may differ
 */
public record TokenTrust(Path jwks, String issuer, String audience, Duration skew) {
    public TokenTrust(Path jwks, String issuer, String audience) {
        this(jwks, issuer, audience, Duration.ofSeconds(5));
    }
}
