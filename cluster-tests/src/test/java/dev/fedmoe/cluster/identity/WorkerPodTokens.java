package dev.fedmoe.cluster.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.fedmoe.cluster.scene.ClusterNamespace;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.Map;

/** Tokens of a worker's pod: as the API server gives them, and as only its key can make them. */
public final class WorkerPodTokens {
    private WorkerPodTokens() {}

    /** Bound to the pod and, by it, to its node. */
    public static String issued(ClusterNamespace plant, Pod pod, String audience) {
        return plant.cluster()
                .kubectl(
                        "create",
                        "token",
                        pod.getSpec().getServiceAccountName(),
                        "-n",
                        plant.namespace(),
                        "--audience=" + audience,
                        "--bound-object-kind=Pod",
                        "--bound-object-name=" + pod.getMetadata().getName(),
                        "--bound-object-uid=" + pod.getMetadata().getUid())
                .text();
    }

    /** Signed with the cluster's own key; the API server sells none that live less than ten minutes. */
    public static String forged(ClusterNamespace plant, Pod pod, String audience, Instant expiry)
            throws IOException, JOSEException, ParseException {
        Path key = plant.cluster().power().tokenKey();
        var published = JWKSet.parse(
                plant.cluster().kubectl("get", "--raw", "/openid/v1/jwks").text());
        var issuer = SignedJWT.parse(issued(plant, pod, audience)).getJWTClaimsSet();
        var claims = new JWTClaimsSet.Builder()
                .issuer(issuer.getIssuer())
                .subject(issuer.getSubject())
                .audience(audience)
                .issueTime(Date.from(expiry.minusSeconds(3600)))
                .notBeforeTime(Date.from(expiry.minusSeconds(3600)))
                .expirationTime(Date.from(expiry))
                .claim("kubernetes.io", Map.copyOf(issuer.getJSONObjectClaim("kubernetes.io")))
                .build();
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(published.getKeys().get(0).getKeyID())
                .build();
        var token = new SignedJWT(header, claims);
        token.sign(new RSASSASigner(
                JWK.parseFromPEMEncodedObjects(Files.readString(key)).toRSAKey()));
        return token.serialize();
    }
}
