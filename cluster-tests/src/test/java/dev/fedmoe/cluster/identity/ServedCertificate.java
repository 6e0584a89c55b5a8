package dev.fedmoe.cluster.identity;

import dev.fedmoe.cluster.scene.ClusterJob;
import dev.fedmoe.cluster.scene.ClusterNamespace;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A job's certificate: the one in its secret, and the one its coordinator presents. */
public final class ServedCertificate {
    private static final int PORT = 7443;
    private static final int PATIENCE_MILLIS = 10_000;

    private ServedCertificate() {}

    public static String secret(ClusterJob job) {
        return job.name() + "-coordinator-tls";
    }

    /** Empty while there is none. */
    public static Optional<X509Certificate> issued(ClusterNamespace plant, ClusterJob job) {
        return pem(plant, job, "tls.crt");
    }

    /** At a new connection, from someone who trusts the authority in the secret and nobody else. */
    public static X509Certificate presented(ClusterNamespace plant, ClusterJob job) throws IOException {
        try (var forward = plant.client()
                        .pods()
                        .inNamespace(plant.namespace())
                        .withName(job.coordinator().getMetadata().getName())
                        .portForward(PORT);
                var plain = new Socket(InetAddress.getLoopbackAddress(), forward.getLocalPort());
                var tls = (SSLSocket) trusting(pem(plant, job, "ca.crt").orElseThrow())
                        .getSocketFactory()
                        .createSocket(plain, "127.0.0.1", forward.getLocalPort(), true)) {
            tls.setSoTimeout(PATIENCE_MILLIS);
            tls.startHandshake();
            return (X509Certificate) tls.getSession().getPeerCertificates()[0];
        } catch (GeneralSecurityException e) {
            throw new AssertionError("this machine has no TLS", e);
        }
    }

    private static SSLContext trusting(X509Certificate authority) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("authority", authority);
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static Optional<X509Certificate> pem(ClusterNamespace plant, ClusterJob job, String key) {
        var secret = plant.client()
                .secrets()
                .inNamespace(plant.namespace())
                .withName(secret(job))
                .get();
        return Optional.ofNullable(secret)
                .map(s -> certificate(Objects.requireNonNull(s.getData().get(key), key)));
    }

    private static X509Certificate certificate(String base64) {
        try (var pem = new ByteArrayInputStream(Base64.getDecoder().decode(base64))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError("the secret holds no certificate", e);
        }
    }
}
