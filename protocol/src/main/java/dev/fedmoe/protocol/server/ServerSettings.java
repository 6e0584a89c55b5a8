package dev.fedmoe.protocol.server;

import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * Where and how a coordinator listens.
 *
 * @param address port 0 takes a free one
 * @param certificate PEM chain, the server's certificate first; re-read when it changes
 * @param key PEM, PKCS #8; re-read when it changes
 * @param controlSubject the only token subject that may call the control service
 * @param workerSubject the only token subject that may call the federation service; empty: any, the roster's nodes decide
 */
public record ServerSettings(
        InetSocketAddress address,
        Path certificate,
        Path key,
        String controlSubject,
        String workerSubject,
        ServerLimits limits) {}
