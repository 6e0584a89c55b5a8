package dev.fedmoe.protocol.authority;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.IPAddress;

/**
 * A certificate authority with EC P-256 keys. It remembers its predecessors while certificates they signed may still be in use.
 *
 * @param trusted its own certificate first
 */
public record CertificateAuthority(List<X509Certificate> trusted, PrivateKey key) {
    /** How long an authority's own certificate is valid. */
    public static final Duration LIFE = Duration.ofDays(5 * 365);

    /** Other clocks may be behind. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private static final int SERIAL_BITS = 127;

    public CertificateAuthority {
        trusted = List.copyOf(trusted);
    }

    /** Makes a new authority with a key of its own. */
    public static CertificateAuthority create(Instant now, SecureRandom random) {
        try {
            KeyPair keys = newKeys(random);
            String serial = new BigInteger(32, random).toString(Character.MAX_RADIX);
            var name = new X500Principal("CN=fedmoe authority " + serial + ",O=fedmoe");
            var extensions = new JcaX509ExtensionUtils();
            var builder = builder(name, now, now.plus(LIFE), name, keys.getPublic(), random)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            extensions.createSubjectKeyIdentifier(keys.getPublic()));
            return new CertificateAuthority(List.of(sign(builder, keys.getPrivate())), keys.getPrivate());
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("every Java platform signs with EC P-256", e);
        }
    }

    /** The newest of its own certificates: what it signs with. */
    public X509Certificate certificate() {
        return trusted.get(0);
    }

    /** Issues a server's certificate for these DNS names and IP addresses. */
    public IssuedCertificate issue(List<String> hosts, Duration life, Instant now, SecureRandom random) {
        try {
            KeyPair keys = newKeys(random);
            var names = new GeneralNames(
                    hosts.stream().map(CertificateAuthority::generalName).toArray(GeneralName[]::new));
            var extensions = new JcaX509ExtensionUtils();
            var issuer = certificate().getSubjectX500Principal();
            // Names live in the extension alone: a common name is at most 64 characters long.
            var builder = builder(
                            issuer, now, now.plus(life), new X500Principal("CN=coordinator"), keys.getPublic(), random)
                    .addExtension(Extension.subjectAlternativeName, false, names)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(
                            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            extensions.createAuthorityKeyIdentifier(
                                    certificate().getPublicKey()));
            return new IssuedCertificate(sign(builder, key), keys.getPrivate());
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("cannot sign a certificate for " + hosts, e);
        }
    }

    /** Gives the successor, which trusts this one and those it trusted as long as what they signed may live. */
    public CertificateAuthority succeededBy(CertificateAuthority next) {
        var all = new ArrayList<>(next.trusted());
        all.addAll(trusted);
        return new CertificateAuthority(all, next.key());
    }

    /** Drops predecessors that a certificate in use can no longer come from: it was made before {@link #certificate} was. */
    public CertificateAuthority pruned(Duration life, Instant now) {
        boolean over = certificate().getNotBefore().toInstant().plus(life).isBefore(now);
        return over && trusted.size() > 1 ? new CertificateAuthority(trusted.subList(0, 1), key) : this;
    }

    private static GeneralName generalName(String host) {
        return new GeneralName(IPAddress.isValid(host) ? GeneralName.iPAddress : GeneralName.dNSName, host);
    }

    private static KeyPair newKeys(SecureRandom random) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    private static JcaX509v3CertificateBuilder builder(
            X500Principal issuer, Instant now, Instant end, X500Principal subject, PublicKey key, SecureRandom random) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE),
                Date.from(now.minus(SKEW)),
                Date.from(end),
                subject,
                key);
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey issuer)
            throws OperatorCreationException, GeneralSecurityException {
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(issuer);
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }
}
