package dev.fedmoe.operator.identity;

import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.operator.naming.OwnedLabels;
import dev.fedmoe.operator.naming.OwnedNames;
import dev.fedmoe.operator.naming.OwnerReferences;
import dev.fedmoe.protocol.authority.CertificateAuthority;
import dev.fedmoe.protocol.authority.PemCodec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Issued by the operator's own authority. */
final class OperatorCertificates implements JobCertificates {
    private static final int DNS_NAME = 2;

    private final Supplier<CertificateAuthority> authority;
    private final Duration life;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    OperatorCertificates(Supplier<CertificateAuthority> authority, Duration life, InstantSource clock) {
        this.authority = authority;
        this.life = life;
        this.clock = clock;
    }

    @Override
    public Optional<Secret> desired(FederatedMoEJob job, List<String> hosts, @Nullable Secret observed) {
        CertificateAuthority current = authority.get();
        String trusted = PemCodec.of(current.trusted());
        if (observed != null && good(observed, hosts, current)) {
            String certificate = AuthoritySecret.text(observed, "tls.crt");
            return Optional.of(secret(job, List.of(certificate, AuthoritySecret.text(observed, "tls.key"), trusted)));
        }
        var issued = current.issue(hosts, life, clock.instant(), random);
        return Optional.of(
                secret(job, List.of(PemCodec.of(List.of(issued.certificate())), PemCodec.of(issued.key()), trusted)));
    }

    @Override
    public Optional<HasMetadata> request(FederatedMoEJob job, List<String> hosts) {
        return Optional.empty();
    }

    @Override
    public String authorities(Secret certificate) {
        return PemCodec.of(authority.get().trusted());
    }

    private boolean good(Secret observed, List<String> hosts, CertificateAuthority current) {
        try {
            X509Certificate certificate = PemCodec.certificates(AuthoritySecret.text(observed, "tls.crt"))
                    .get(0);
            var key = PemCodec.key(AuthoritySecret.text(observed, "tls.key"));
            return hasLife(certificate)
                    && names(certificate).equals(Set.copyOf(hosts))
                    && KeyPairCheck.match(certificate.getPublicKey(), key, random)
                    && current.trusted().stream().anyMatch(each -> issuedBy(certificate, each));
        } catch (GeneralSecurityException | RuntimeException e) {
            // Whatever was put there by hand is no certificate of ours.
            return false;
        }
    }

    private boolean hasLife(X509Certificate certificate) {
        Instant end = certificate.getNotAfter().toInstant();
        return Duration.between(clock.instant(), end).compareTo(life.dividedBy(3)) > 0;
    }

    private static Set<String> names(X509Certificate certificate) throws GeneralSecurityException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        return names == null
                ? Set.of()
                : names.stream()
                        .filter(name -> name.get(0).equals(DNS_NAME))
                        .map(name -> String.valueOf(name.get(1)))
                        .collect(Collectors.toSet());
    }

    private static boolean issuedBy(X509Certificate certificate, X509Certificate authority) {
        try {
            certificate.verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static Secret secret(FederatedMoEJob job, List<String> pems) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName(OwnedNames.certificate(job))
                .withNamespace(job.getMetadata().getNamespace())
                .withLabels(OwnedLabels.of(job, OwnedLabels.Component.coordinator))
                .withOwnerReferences(OwnerReferences.controlling(job))
                .endMetadata()
                .withType("kubernetes.io/tls")
                .withData(Map.copyOf(AuthoritySecret.content(pems)))
                .build();
    }
}
