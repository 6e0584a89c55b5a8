package dev.fedmoe.operator.identity;

import dev.fedmoe.operator.naming.OwnedLabels;
import dev.fedmoe.protocol.authority.CertificateAuthority;
import dev.fedmoe.protocol.authority.PemCodec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** An authority as a secret holds it: tls.crt and tls.key its own, ca.crt all that are trusted, its own first. */
final class AuthoritySecret {
    static final String NAME = "fedmoe-authority";

    private AuthoritySecret() {}

    static Secret of(String namespace, CertificateAuthority authority) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName(NAME)
                .withNamespace(namespace)
                .withLabels(Map.of(OwnedLabels.MANAGED_BY, OwnedLabels.OPERATOR, "app.kubernetes.io/name", "fedmoe"))
                .endMetadata()
                .withType("kubernetes.io/tls")
                .withData(content(List.of(
                        PemCodec.of(List.of(authority.certificate())),
                        PemCodec.of(authority.key()),
                        PemCodec.of(authority.trusted()))))
                .build();
    }

    static CertificateAuthority read(Secret secret) throws GeneralSecurityException {
        var trusted = PemCodec.certificates(text(secret, "ca.crt"));
        if (trusted.isEmpty()) {
            throw new GeneralSecurityException("ca.crt holds no certificate");
        }
        return new CertificateAuthority(trusted, PemCodec.key(text(secret, "tls.key")));
    }

    /** Of certificate, key and authorities. */
    static Map<String, String> content(List<String> pems) {
        return Map.of("tls.crt", encoded(pems.get(0)), "tls.key", encoded(pems.get(1)), "ca.crt", encoded(pems.get(2)));
    }

    static String text(Secret secret, String key) {
        String value = secret.getData() == null ? null : secret.getData().get(key);
        return value == null ? "" : new String(Base64.getDecoder().decode(value), StandardCharsets.US_ASCII);
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
