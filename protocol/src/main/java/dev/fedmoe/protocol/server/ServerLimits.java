package dev.fedmoe.protocol.server;

import java.time.Duration;

/**
 * What one caller may take of the coordinator. gRPC's own defaults are open, so each is stated here.
 *
 * @param windowBytes flow-control window of a connection: the most that can wait in memory for a slow disk
 * @param callsPerConnection calls a connection may have open; a worker process may serve several clients
 * @param threads run the services; a call holds one only while it works
 * @param keepAlive a silent peer is pinged after this and given up after as long again
 * @param floorBytes a transfer that moves fewer bytes than this in {@code floorWindow} while we wait for it is cut
 * @param floorWindow see {@code floorBytes}
 */
public record ServerLimits(
        int windowBytes,
        int callsPerConnection,
        int threads,
        Duration keepAlive,
        int floorBytes,
        Duration floorWindow) {
    /** For a coordinator of tens of connections within 160 MiB. */
    public static ServerLimits defaults() {
        int threads = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());
        return new ServerLimits(2 << 20, 1024, threads, Duration.ofSeconds(10), 64 << 10, Duration.ofSeconds(30));
    }
}
