package dev.fedmoe.local.identity;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The run's own certificate authority. Its private key never leaves this process. */
final class LocalCertificateAuthority {
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final X500Name NAME = new X500Name("CN=fedmoe local run");

    private final KeyPair keys = newKeys();
    private final X509Certificate certificate;
    private final Instant from;
    private final Instant until;

    LocalCertificateAuthority(Instant now, Duration validity) {
        from = now.minus(CLOCK_SKEW);
        until = now.plus(validity);
        certificate = issue(NAME, keys, builder -> {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
        });
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** A server certificate for this machine's loopback address. */
    X509Certificate server(String commonName, KeyPair serverKeys) {
        return issue(new X500Name("CN=" + commonName), serverKeys, builder -> {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                new GeneralName(GeneralName.iPAddress, "127.0.0.1"), new GeneralName(GeneralName.dNSName, "localhost")
            }));
        });
    }

    static KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    private X509Certificate issue(X500Name subject, KeyPair subjectKeys, Extensions extensions) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    NAME,
                    new BigInteger(120, new SecureRandom()).setBit(0),
                    Date.from(from),
                    Date.from(until),
                    subject,
                    subjectKeys.getPublic());
            extensions.addTo(builder);
            var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (IOException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot issue a certificate for " + subject, e);
        }
    }

    private interface Extensions {
        void addTo(X509v3CertificateBuilder builder) throws IOException;
    }
}
