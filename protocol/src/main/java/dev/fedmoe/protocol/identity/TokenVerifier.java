package dev.fedmoe.protocol.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.fedmoe.protocol.Verdict;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks bearer tokens offline, in the shape of <a
 * href="https://kubernetes.io/docs/reference/access-authn-authz/service-accounts-admin/#bound-service-account-tokens">bound
 * service-account tokens</a>: signature (ES256 or RS256), issuer, audience, expiry. Safe for use by several threads.
 */
public final class TokenVerifier {
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final VerifiedTokens verified = new VerifiedTokens();
    private final WatchedFile<JWKSet> keys;
    private final Clock clock;

    public TokenVerifier(TokenTrust trust, Clock clock) {
        this.clock = clock;
        keys = new WatchedFile<>(List.of(trust.jwks()), TokenVerifier::load);
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(Set.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256), this::select));
        var expected = new JWTClaimsSet.Builder().issuer(trust.issuer()).build();
        var claims = new DefaultJWTClaimsVerifier<SecurityContext>(trust.audience(), expected, Set.of("sub", "exp")) {
            @Override
            protected Date currentTime() {
                return Date.from(clock.instant());
            }
        };
        claims.setMaxClockSkew(Math.toIntExact(trust.skew().toSeconds()));
        processor.setJWTClaimsSetVerifier(claims);
    }

    /** Denied with REFUSAL_UNAUTHENTICATED and what is wrong with the token; never with the token itself. */
    public Verdict<TokenClaims> verify(String token) {
        try {
            JWKSet current = keys.current();
            var known = verified.find(token, current, clock.instant());
            return Verdict.granted(known.isPresent() ? known.get() : check(token, current));
        } catch (ParseException e) {
            return denied("it is not a signed JWT with the claims of a service account");
        } catch (BadJOSEException | JOSEException e) {
            return denied(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return denied("the coordinator cannot read its file of public keys");
        }
    }

    private TokenClaims check(String token, JWKSet current) throws ParseException, BadJOSEException, JOSEException {
        JWTClaimsSet claims = processor.process(token, null);
        var read = read(claims);
        verified.add(token, current, read, claims.getExpirationTime().toInstant());
        return read;
    }

    private static Verdict<TokenClaims> denied(String reason) {
        return Verdict.denied(
                Refusal.REFUSAL_UNAUTHENTICATED,
                "the token does not verify: " + reason + ". Maybe it has expired, or was issued for another audience.");
    }

    private List<JWK> select(JWKSelector selector, SecurityContext context) throws KeySourceException {
        try {
            return selector.select(keys.current());
        } catch (IOException e) {
            throw new KeySourceException("the coordinator cannot read its file of public keys", e);
        }
    }

    private static JWKSet load(List<Path> files) throws IOException {
        try {
            return JWKSet.load(files.get(0).toFile());
        } catch (ParseException e) {
            throw new IOException(files.get(0) + " is not a JWK set", e);
        }
    }

    private static TokenClaims read(JWTClaimsSet claims) throws ParseException {
        Map<String, Object> bound = claims.getJSONObjectClaim("kubernetes.io");
        return new TokenClaims(claims.getSubject(), text(bound, "node", "name"), text(bound, "pod", "uid"));
    }

    private static String text(@Nullable Map<String, Object> bound, String object, String field) {
        return bound != null && bound.get(object) instanceof Map<?, ?> it && it.get(field) instanceof String value
                ? value
                : "";
    }
}
