package dev.fedmoe.local.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;

/** Signs tokens with the claims a Kubernetes projected service-account token has. */
final class TokenSigner {
    private final ECKey key;
    private final String issuer;
    private final String audience;
    private final Duration validity;

    TokenSigner(String issuer, String audience, Duration validity) {
        this.issuer = issuer;
        this.audience = audience;
        this.validity = validity;
        try {
            key = new ECKeyGenerator(Curve.P_256)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    /** The public half, as a JSON Web Key Set. */
    String publicKeys() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    String sign(TokenSubject bearer, Instant now) {
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(audience)
                .subject(bearer.subject())
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plus(validity)))
                .jwtID(bearer.podUid())
                .claim("kubernetes.io", kubernetes(bearer))
                .build();
        try {
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign a token for " + bearer.subject(), e);
        }
    }

    private static Map<String, Object> kubernetes(TokenSubject bearer) {
        return Map.of(
                "namespace", bearer.namespace(),
                "node", Map.of("name", bearer.node()),
                "pod", Map.of("name", bearer.pod(), "uid", bearer.podUid()),
                "serviceaccount", Map.of("name", bearer.serviceAccount()));
    }
}
