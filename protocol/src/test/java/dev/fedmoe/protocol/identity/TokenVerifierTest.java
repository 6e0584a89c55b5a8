package dev.fedmoe.protocol.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.fedmoe.protocol.RefusedRequest;
import dev.fedmoe.protocol.Verdict;
import dev.fedmoe.protocol.testing.TestIdentity;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenVerifierTest {
    private final TestIdentity identity;

    TokenVerifierTest(@TempDir Path folder) {
        identity = TestIdentity.create(folder);
    }

    @Test
    void aGoodTokenNamesSubjectNodeAndPod() {
        assertThat(verify(token(claims -> claims)))
                .isEqualTo(Verdict.granted(new TokenClaims(TestIdentity.WORKER, "node-1", "pod-uid-node-1")));
    }

    @Test
    void anUnboundTokenNamesItsSubjectOnly() {
        assertThat(verify(identity.token(TestIdentity.CONTROL, "", claims -> claims)))
                .isEqualTo(Verdict.granted(new TokenClaims(TestIdentity.CONTROL, "", "")));
    }

    @Test
    void anExpiredTokenIsRefused() {
        String token = token(claims -> claims);
        var later = Clock.fixed(Instant.now().plusSeconds(3610), ZoneOffset.UTC);

        refuses(new TokenVerifier(trust(), later).verify(token));
    }

    @Test
    void aTokenExpiredWithinTheSkewStillCounts() {
        String token = token(claims -> claims);
        var later = Clock.fixed(Instant.now().plusSeconds(3602), ZoneOffset.UTC);

        assertThat(new TokenVerifier(trust(), later).verify(token)).isInstanceOf(Verdict.Granted.class);
    }

    @Test
    void aTokenWithoutExpiryIsRefused() {
        refuses(verify(token(claims -> claims.expirationTime(null))));
    }

    @Test
    void aTokenNotValidYetIsRefused() {
        refuses(verify(
                token(claims -> claims.notBeforeTime(Date.from(Instant.now().plus(Duration.ofHours(1)))))));
    }

    @Test
    void aTokenForAnotherAudienceIsRefused() {
        refuses(verify(token(claims -> claims.audience("https://kubernetes.default.svc"))));
    }

    @Test
    void aTokenOfAnotherIssuerIsRefused() {
        refuses(verify(token(claims -> claims.issuer("https://elsewhere"))));
    }

    @Test
    void aTokenSignedByAnotherKeyIsRefused(@TempDir Path elsewhere) {
        refuses(verify(TestIdentity.create(elsewhere).token(TestIdentity.WORKER, "node-1", claims -> claims)));
    }

    @Test
    void anUnsignedTokenIsRefused() {
        var claims = new JWTClaimsSet.Builder()
                .issuer(TestIdentity.ISSUER)
                .audience(TestIdentity.AUDIENCE)
                .subject(TestIdentity.WORKER)
                .expirationTime(Date.from(Instant.now().plusSeconds(3600)));

        refuses(verify(new PlainJWT(claims.build()).serialize()));
    }

    @Test
    void whatIsNoTokenIsRefused() {
        refuses(verify("let me in"));
    }

    @Test
    void newKeysCountAtOnceAndOldOnesNoLonger() {
        var verifier = new TokenVerifier(trust(), Clock.systemUTC());
        String old = token(claims -> claims);
        assertThat(verifier.verify(old)).isInstanceOf(Verdict.Granted.class);

        var rotated = identity.rotateKey();

        assertThat(verifier.verify(rotated.token(TestIdentity.WORKER, "node-1", claims -> claims)))
                .isInstanceOf(Verdict.Granted.class);
        refuses(verifier.verify(old));
    }

    @Test
    void aTokenThatWasGoodIsRefusedOnceItExpires() {
        var passed = new AtomicLong();
        var clock = new Clock() {
            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.now().plusSeconds(passed.get());
            }
        };
        var verifier = new TokenVerifier(trust(), clock);
        String token = token(claims -> claims);
        assertThat(verifier.verify(token)).isInstanceOf(Verdict.Granted.class);

        passed.set(3610);

        refuses(verifier.verify(token));
    }

    @Test
    void halfWrittenKeysLeaveTheEarlierOnesInForce() throws Exception {
        var verifier = new TokenVerifier(trust(), Clock.systemUTC());
        String token = token(claims -> claims);
        assertThat(verifier.verify(token)).isInstanceOf(Verdict.Granted.class);

        Files.writeString(identity.file("jwks.json"), "{\"keys\":[");

        assertThat(verifier.verify(token)).isInstanceOf(Verdict.Granted.class);
    }

    private TokenTrust trust() {
        return new TokenTrust(identity.file("jwks.json"), TestIdentity.ISSUER, TestIdentity.AUDIENCE);
    }

    private String token(UnaryOperator<JWTClaimsSet.Builder> change) {
        return identity.token(TestIdentity.WORKER, "node-1", change);
    }

    private Verdict<TokenClaims> verify(String token) {
        return new TokenVerifier(trust(), Clock.systemUTC()).verify(token);
    }

    private static void refuses(Verdict<TokenClaims> verdict) {
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Denied.class, denied -> {
            RefusedRequest why = denied.why();
            assertThat(why.refusal()).isEqualTo(Refusal.REFUSAL_UNAUTHENTICATED);
            assertThat(why.message()).startsWith("the token does not verify: ").endsWith("another audience.");
        });
    }
}
