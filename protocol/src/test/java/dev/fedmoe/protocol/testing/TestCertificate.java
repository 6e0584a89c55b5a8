package dev.fedmoe.protocol.testing;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority and one server certificate it issued. */
record TestCertificate(X509Certificate authority, X509Certificate certificate, KeyPair keys) {
    private static final X500Principal AUTHORITY = new X500Principal("CN=fedmoe test authority");

    static TestCertificate create() {
        try {
            KeyPair authorityKeys = newKeys();
            KeyPair serverKeys = newKeys();
            X509Certificate authority = sign(
                    builder(AUTHORITY, authorityKeys)
                            .addExtension(Extension.basicConstraints, true, new BasicConstraints(true)),
                    authorityKeys);
            var names = new GeneralNames(new GeneralName[] {
                new GeneralName(GeneralName.dNSName, "localhost"), new GeneralName(GeneralName.iPAddress, "127.0.0.1")
            });
            X509Certificate server = sign(
                    builder(new X500Principal("CN=coordinator"), serverKeys)
                            .addExtension(Extension.subjectAlternativeName, false, names),
                    authorityKeys);
            return new TestCertificate(authority, server, serverKeys);
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes {@code ca.pem, tls.crt, tls.key}. */
    void write(Path folder) throws IOException {
        Files.writeString(folder.resolve("ca.pem"), pem(authority));
        Files.writeString(folder.resolve("tls.crt"), pem(certificate));
        Files.writeString(folder.resolve("tls.key"), pem(new JcaPKCS8Generator(keys.getPrivate(), null)));
    }

    private static String pem(Object content) throws IOException {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(content);
        }
        return text.toString();
    }

    private static KeyPair newKeys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static JcaX509v3CertificateBuilder builder(X500Principal subject, KeyPair keys) {
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                AUTHORITY,
                BigInteger.valueOf(System.nanoTime()),
                Date.from(now.minusSeconds(60)),
                Date.from(now.plusSeconds(86_400)),
                subject,
                keys.getPublic());
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, KeyPair issuer)
            throws OperatorCreationException, GeneralSecurityException {
        var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(issuer.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }
}
