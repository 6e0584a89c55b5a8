package dev.fedmoe.protocol.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.fedmoe.protocol.authority.CertificateAuthority;
import dev.fedmoe.protocol.authority.PemCodec;
import dev.fedmoe.protocol.client.CoordinatorAddress;
import dev.fedmoe.protocol.identity.TokenSource;
import dev.fedmoe.protocol.identity.TokenTrust;
import dev.fedmoe.protocol.identity.TokenVerifier;
import dev.fedmoe.protocol.server.ServerLimits;
import dev.fedmoe.protocol.server.ServerSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A job's certificate and an issuer of tokens shaped as Kubernetes projects them, in a folder of files. */
public final class TestIdentity {
    public static final String ISSUER = "https://kubernetes.test";
    public static final String AUDIENCE = "fedmoe";
    public static final String CONTROL = "system:serviceaccount:fedmoe:operator";
    public static final String WORKER = "system:serviceaccount:plant:fashion-worker";

    private static final Duration VALIDITY = Duration.ofDays(1);

    private final Path folder;
    private final ECKey key;

    private TestIdentity(Path folder, ECKey key) {
        this.folder = folder;
        this.key = key;
    }

    /** Writes {@code ca.pem, tls.crt, tls.key, jwks.json}; the certificate is for localhost and 127.0.0.1. */
    public static TestIdentity create(Path folder) {
        try {
            var key = newKey();
            Files.writeString(folder.resolve("jwks.json"), jwks(key));
            writeCertificates(folder);
            return new TestIdentity(folder, key);
        } catch (IOException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void writeCertificates(Path folder) throws IOException {
        var now = Instant.now();
        var random = new SecureRandom();
        var authority = CertificateAuthority.create(now, random);
        var server = authority.issue(List.of("localhost", "127.0.0.1"), VALIDITY, now, random);
        Files.writeString(folder.resolve("ca.pem"), PemCodec.of(authority.trusted()));
        Files.writeString(folder.resolve("tls.crt"), PemCodec.of(List.of(server.certificate())));
        Files.writeString(folder.resolve("tls.key"), PemCodec.of(server.key()));
    }

    static ECKey newKey() throws JOSEException {
        return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
    }

    /** The issuer's file of public keys. */
    public static String jwks(ECKey key) {
        return new JWKSet(key).toPublicJWKSet().toString();
    }

    public Path file(String name) {
        return folder.resolve(name);
    }

    /** Replaces the signing key, as an issuer does now and then. */
    public TestIdentity rotateKey() {
        try {
            var next = newKey();
            Files.writeString(file("jwks.json"), jwks(next));
            return new TestIdentity(folder, next);
        } catch (IOException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public ServerSettings settings() {
        return settings(ServerLimits.defaults());
    }

    public ServerSettings settings(ServerLimits limits) {
        var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return new ServerSettings(loopback, file("tls.crt"), file("tls.key"), CONTROL, WORKER, limits);
    }

    public TokenVerifier verifier() {
        return new TokenVerifier(new TokenTrust(file("jwks.json"), ISSUER, AUDIENCE), Clock.systemUTC());
    }

    public CoordinatorAddress endpoint(int port) {
        return new CoordinatorAddress("localhost", port, file("ca.pem"));
    }

    /** The token of a worker pod on a node. */
    public TokenSource worker(String node) {
        return () -> token(WORKER, node, claims -> claims);
    }

    /** The token of the control side. */
    public TokenSource control() {
        return () -> token(CONTROL, "", claims -> claims);
    }

    /** A token, valid for an hour unless {@code change} says otherwise. */
    public String token(String subject, String node, UnaryOperator<JWTClaimsSet.Builder> change) {
        Instant now = Instant.now();
        var claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience(AUDIENCE)
                .subject(subject)
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(3600)));
        if (!node.isEmpty()) {
            claims.claim(
                    "kubernetes.io",
                    Map.of(
                            "namespace", "plant",
                            "node", Map.of("name", node, "uid", "node-uid-" + node),
                            "pod", Map.of("name", "worker-" + node, "uid", "pod-uid-" + node),
                            "serviceaccount", Map.of("name", "fashion-worker", "uid", "account-uid")));
        }
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                    .keyID(key.getKeyID())
                    .build();
            var token = new SignedJWT(header, change.apply(claims).build());
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
