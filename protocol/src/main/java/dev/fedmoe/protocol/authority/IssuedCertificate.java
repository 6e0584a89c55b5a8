package dev.fedmoe.protocol.authority;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A server's certificate and the key it proves possession of. */
public record IssuedCertificate(X509Certificate certificate, PrivateKey key) {}
