package dev.fedmoe.protocol.client;

import java.nio.file.Path;

/**
 * Where a coordinator listens.
 *
 * @param host must be a name or address in the coordinator's certificate
 * @param authority PEM file of the certificate authority the job's certificate is issued by
 */
public record CoordinatorAddress(String host, int port, Path authority) {}
