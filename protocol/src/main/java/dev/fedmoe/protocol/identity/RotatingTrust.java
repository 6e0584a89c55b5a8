package dev.fedmoe.protocol.identity;

import io.grpc.util.CertificateUtils;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The authorities a client trusts, looked up at each handshake: an authority's successor is trusted before the first
 * certificate it issues is presented, and no client has to start anew.
 */
final class RotatingTrust extends X509ExtendedTrustManager {
    private final WatchedFile<X509ExtendedTrustManager> file;

    RotatingTrust(Path authorities) throws IOException {
        file = new WatchedFile<>(List.of(authorities), files -> load(files.get(0)));
        file.current();
    }

    private static X509ExtendedTrustManager load(Path authorities) throws IOException {
        try (var pem = Files.newInputStream(authorities)) {
            X509Certificate[] certificates = CertificateUtils.getX509Certificates(pem);
            if (certificates.length == 0) {
                throw new IOException(authorities + " holds no PEM certificate");
            }
            return trusting(certificates);
        } catch (GeneralSecurityException e) {
            throw new IOException(authorities + " is not a readable PEM certificate authority", e);
        }
    }

    private static X509ExtendedTrustManager trusting(X509Certificate... authorities)
            throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (X509Certificate authority : authorities) {
            store.setCertificateEntry("authority-" + store.size(), authority);
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("this platform has no trust manager for X.509"));
    }

    private X509ExtendedTrustManager current() throws CertificateException {
        try {
            return file.current();
        } catch (IOException e) {
            throw new CertificateException("read once, kept since", e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        current().checkServerTrusted(chain, type, engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        current().checkServerTrusted(chain, type, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        current().checkServerTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw servesNobody();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw servesNobody();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw servesNobody();
    }

    private static CertificateException servesNobody() {
        return new CertificateException("these authorities are for servers alone");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
