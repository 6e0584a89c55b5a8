package dev.fedmoe.local.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.protocol.identity.TlsContexts;
import dev.fedmoe.protocol.identity.TokenClaims;
import dev.fedmoe.protocol.identity.TokenTrust;
import dev.fedmoe.protocol.identity.TokenVerifier;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobIdentityTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final TokenSubject CAMERA =
            new TokenSubject("plant", "fashion-worker", "camera-2", "fashion-camera-2", "uid-1");

    @TempDir
    Path folder = Path.of("");

    @Test
    void aTokenVerifiesAsTheCoordinatorVerifiesIt() throws Exception {
        JobIdentity identity = JobIdentity.create(folder, NOW);

        String token = Files.readString(identity.token(CAMERA));

        assertThat(claims(identity.tokenKeys(), JobIdentity.AUDIENCE, token))
                .isEqualTo(new TokenClaims("system:serviceaccount:plant:fashion-worker", "camera-2", "uid-1"));
    }

    @Test
    void aTokenIsWorthNothingElsewhere() throws Exception {
        JobIdentity identity = JobIdentity.create(folder.resolve("one"), NOW);
        JobIdentity other = JobIdentity.create(folder.resolve("two"), NOW);

        String token = Files.readString(identity.token(CAMERA));

        assertThat(claims(other.tokenKeys(), JobIdentity.AUDIENCE, token)).isNull();
        assertThat(claims(identity.tokenKeys(), "another-audience", token)).isNull();
    }

    @Test
    void theCertificateIsForLoopbackAndIssuedByTheRunsAuthority() throws Exception {
        JobIdentity identity = JobIdentity.create(folder, NOW);

        X509Certificate server = certificate(identity.certificate());
        server.verify(certificate(identity.authority()).getPublicKey());

        assertThat(server.getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(List.of(7, "127.0.0.1"), List.of(2, "localhost"));
        assertThat(TlsContexts.server(identity.certificate(), identity.key()).isServer())
                .isTrue();
        assertThat(TlsContexts.client(identity.authority()).isClient()).isTrue();
    }

    @Test
    void nobodyElseCanReadKeysAndTokens() throws Exception {
        JobIdentity identity = JobIdentity.create(folder, NOW);

        assertThat(permissions(identity.key())).isEqualTo("rw-------");
        assertThat(permissions(identity.token(CAMERA))).isEqualTo("rw-------");
        assertThat(permissions(folder)).isEqualTo("rwx------");
    }

    private static TokenClaims claims(Path keys, String audience, String token) {
        var trust = new TokenTrust(keys, JobIdentity.ISSUER, audience);
        return new TokenVerifier(trust, Clock.fixed(NOW, ZoneOffset.UTC))
                .verify(token)
                .fold(c -> c, refused -> null);
    }

    private static X509Certificate certificate(Path file) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
    }

    private static String permissions(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
