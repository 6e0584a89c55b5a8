package dev.fedmoe.protocol.authority;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;

/** Writes and reads keys and certificates as PEM text. */
public final class PemCodec {
    private PemCodec() {}

    /** One block after the other. */
    public static String of(List<X509Certificate> certificates) {
        return certificates.stream().map(PemCodec::write).collect(Collectors.joining());
    }

    /** PKCS #8, not encrypted. */
    public static String of(PrivateKey key) {
        try {
            return write(new JcaPKCS8Generator(key, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All certificates in {@code pem}, in its order. */
    public static List<X509Certificate> certificates(String pem) throws GeneralSecurityException {
        var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
        var certificates = CertificateFactory.getInstance("X.509").generateCertificates(bytes);
        return certificates.stream()
                .map((Certificate certificate) -> (X509Certificate) certificate)
                .toList();
    }

    /** The PKCS #8 key in {@code pem}. */
    public static PrivateKey key(String pem) throws GeneralSecurityException {
        try (var parser = new PEMParser(new StringReader(pem))) {
            if (parser.readObject() instanceof PrivateKeyInfo key) {
                return new JcaPEMKeyConverter().getPrivateKey(key);
            }
            throw new GeneralSecurityException("not a PKCS #8 key in PEM");
        } catch (IOException e) {
            throw new GeneralSecurityException("not a PKCS #8 key in PEM", e);
        }
    }

    private static String write(Object content) {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
