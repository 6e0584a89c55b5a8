package dev.fedmoe.protocol.identity;

import io.grpc.util.CertificateUtils;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** A server's certificate and key, looked up at each handshake. */
final class RotatingKey extends X509ExtendedKeyManager {
    private static final String ALIAS = "job";

    private final WatchedFile<Pair> files;

    RotatingKey(Path certificate, Path key) throws IOException {
        files = new WatchedFile<>(List.of(certificate, key), RotatingKey::load);
        files.current();
    }

    private static Pair load(List<Path> files) throws IOException {
        try (var certificate = Files.newInputStream(files.get(0));
                var key = Files.newInputStream(files.get(1))) {
            return new Pair(
                    List.of(CertificateUtils.getX509Certificates(certificate)), CertificateUtils.getPrivateKey(key));
        } catch (GeneralSecurityException e) {
            throw new IOException(files + " are not a PEM certificate and its PKCS #8 key", e);
        }
    }

    private Pair current() {
        try {
            return files.current();
        } catch (IOException e) {
            throw new IllegalStateException("read once, kept since", e);
        }
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return current().chain().toArray(new X509Certificate[0]);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return current().key();
    }

    @Override
    public String chooseEngineServerAlias(String type, Principal @Nullable [] issuers, SSLEngine engine) {
        return ALIAS;
    }

    @Override
    public String chooseServerAlias(String type, Principal @Nullable [] issuers, Socket socket) {
        return ALIAS;
    }

    @Override
    public String[] getServerAliases(String type, Principal @Nullable [] issuers) {
        return new String[] {ALIAS};
    }

    @Override
    public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] types, Principal @Nullable [] issuers, Socket socket) {
        return null;
    }

    private record Pair(List<X509Certificate> chain, PrivateKey key) {}
}
