package dev.fedmoe.operator.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.protocol.authority.CertificateAuthority;
import dev.fedmoe.protocol.authority.PemCodec;
import io.fabric8.kubernetes.api.model.Secret;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OperatorCertificatesTest {
    private static final Duration LIFE = Duration.ofDays(90);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> HOSTS =
            List.of("fashion-coordinator.plant.svc.cluster.local", "fashion-coordinator.plant.svc");

    private final SecureRandom random = new SecureRandom();
    private final FederatedMoEJob job = job();
    private Instant now = START;
    private CertificateAuthority authority = CertificateAuthority.create(START, random);
    private final JobCertificates certificates = new OperatorCertificates(() -> authority, LIFE, () -> now);

    @Test
    void aCertificateIsForItsHostsAndFromTheAuthority() throws Exception {
        Secret secret = desired(null);

        X509Certificate certificate = certificate(secret);
        certificate.verify(authority.certificate().getPublicKey());
        assertThat(certificate.getSubjectAlternativeNames())
                .extracting(name -> String.valueOf(name.get(1)))
                .containsExactlyElementsOf(HOSTS);
        assertThat(PemCodec.certificates(certificates.authorities(secret))).containsExactly(authority.certificate());
        assertThat(AuthoritySecret.text(secret, "tls.key")).startsWith("-----BEGIN PRIVATE KEY-----");
    }

    @Test
    void aGoodCertificateIsKeptUntilAThirdOfItsLifeIsLeft() {
        Secret first = desired(null);

        now = START.plus(Duration.ofDays(59));
        assertThat(desired(first)).isEqualTo(first);
        now = START.plus(Duration.ofDays(61));
        assertThat(desired(first)).isNotEqualTo(first);
    }

    @Test
    void whatWasEditedByHandIsIssuedAnew() {
        Secret first = desired(null);
        Secret other = desired(null);
        Secret mixed = first.toBuilder()
                .addToData("tls.key", other.getData().get("tls.key"))
                .build();
        Secret garbage = first.toBuilder().addToData("tls.crt", "AAAA").build();

        assertThat(desired(mixed).getData()).isNotEqualTo(mixed.getData());
        assertThat(desired(garbage).getData().get("tls.crt")).isNotEqualTo("AAAA");
    }

    @Test
    void otherHostsNeedAnotherCertificate() {
        Secret first = desired(null);

        Secret moved = certificates.desired(job, List.of("elsewhere"), first).orElseThrow();

        assertThat(moved.getData().get("tls.crt")).isNotEqualTo(first.getData().get("tls.crt"));
    }

    @Test
    void aFormerAuthorityIsTrustedWhileItsCertificatesLive() throws Exception {
        Secret first = desired(null);
        CertificateAuthority former = authority;
        now = START.plus(Duration.ofDays(10));
        authority = former.succeededBy(CertificateAuthority.create(now, random));

        Secret kept = desired(first);

        assertThat(kept.getData().get("tls.crt")).isEqualTo(first.getData().get("tls.crt"));
        assertThat(PemCodec.certificates(certificates.authorities(kept)))
                .containsExactly(authority.certificate(), former.certificate());
        assertThat(authority.pruned(LIFE, now.plus(Duration.ofDays(89))).trusted())
                .hasSize(2);
        assertThat(authority.pruned(LIFE, now.plus(Duration.ofDays(91))).trusted())
                .hasSize(1);
    }

    @Test
    void anAuthorityIsReadBackFromItsSecret() throws Exception {
        assertThat(AuthoritySecret.read(AuthoritySecret.of("fedmoe-system", authority)))
                .isEqualTo(authority);
    }

    private Secret desired(@Nullable Secret observed) {
        return certificates.desired(job, HOSTS, observed).orElseThrow();
    }

    private static X509Certificate certificate(Secret secret) throws Exception {
        return PemCodec.certificates(AuthoritySecret.text(secret, "tls.crt")).get(0);
    }

    private static FederatedMoEJob job() {
        var job = new FederatedMoEJob();
        job.getMetadata().setName("fashion");
        job.getMetadata().setNamespace("plant");
        job.getMetadata().setUid("1");
        return job;
    }
}
