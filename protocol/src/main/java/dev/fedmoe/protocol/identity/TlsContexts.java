package dev.fedmoe.protocol.identity;

import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** TLS 1.3 at both ends, by BoringSSL where the platform has it; its first cipher with AES hardware is AES-128-GCM. */
public final class TlsContexts {
    private TlsContexts() {}

    /** Presents the newest certificate in the files at each handshake. */
    public static SslContext server(Path certificate, Path key) throws IOException {
        return GrpcSslContexts.configure(SslContextBuilder.forServer(new RotatingKey(certificate, key)))
                .protocols("TLSv1.3")
                .build();
    }

    /** Trusts only certificates that an authority in the file issued, as it is at each handshake. */
    public static SslContext client(Path authorities) throws IOException {
        return GrpcSslContexts.forClient()
                .trustManager(new RotatingTrust(authorities))
                .protocols("TLSv1.3")
                .build();
    }

    /** As above, for an authority that is at hand as PEM text; several certificates are several authorities. */
    public static SslContext client(String authorityPem) throws IOException {
        try (var pem = new ByteArrayInputStream(authorityPem.getBytes(StandardCharsets.US_ASCII))) {
            return GrpcSslContexts.forClient()
                    .trustManager(pem)
                    .protocols("TLSv1.3")
                    .build();
        } catch (IllegalArgumentException e) {
            throw new IOException("the certificate authority is not readable PEM", e);
        }
    }
}
