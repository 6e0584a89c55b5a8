package dev.fedmoe.protocol.identity;

import com.nimbusds.jose.jwk.JWKSet;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tokens that have verified. A client sends the same one with every call, and its signature costs milliseconds to check.
 * Forgets a token once it expires, and all of them when the keys change. Keeps digests, not the tokens.
 */
final class VerifiedTokens {
    private static final int MOST = 8192;

    private final Map<ByteBuffer, Known> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Known> eldest) {
            return size() > MOST;
        }
    };

    private record Known(TokenClaims claims, Instant expires, JWKSet keys) {}

    /** What the token said, when it verified under these keys and has not expired by {@code now}. */
    synchronized Optional<TokenClaims> find(String token, JWKSet keys, Instant now) {
        var seen = known.get(digest(token));
        return seen != null && seen.keys().equals(keys) && now.isBefore(seen.expires())
                ? Optional.of(seen.claims())
                : Optional.empty();
    }

    synchronized void add(String token, JWKSet keys, TokenClaims claims, Instant expires) {
        known.put(digest(token), new Known(claims, expires, keys));
    }

    private static ByteBuffer digest(String token) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return ByteBuffer.wrap(sha.digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
