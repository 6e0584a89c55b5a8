package dev.fedmoe.protocol.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A network between two ends that cuts its first connection once so many bytes have passed in one direction. */
public final class CuttingProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;
    private final long cutAfterBytes;
    private final AtomicLong up = new AtomicLong();
    private final AtomicLong down = new AtomicLong();
    private final AtomicInteger connections = new AtomicInteger();

    public CuttingProxy(int target, long cutAfterBytes) throws IOException {
        this.target = target;
        this.cutAfterBytes = cutAfterBytes;
        listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    public int connections() {
        return connections.get();
    }

    /** Bytes from client to server, all connections together. */
    public long upBytes() {
        return up.get();
    }

    public long downBytes() {
        return down.get();
    }

    private static void start(Runnable run) {
        var thread = new Thread(run, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                long limit = connections.getAndIncrement() == 0 ? cutAfterBytes : Long.MAX_VALUE;
                start(() -> copy(client, server, up, limit));
                start(() -> copy(server, client, down, limit));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static void copy(Socket from, Socket to, AtomicLong counter, long limit) {
        var buffer = new byte[16 << 10];
        long passed = 0;
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int run = in.read(buffer); run >= 0 && passed < limit; run = in.read(buffer)) {
                passed += run;
                counter.addAndGet(run);
                out.write(buffer, 0, run);
            }
        } catch (IOException cut) {
            // The other direction has closed both.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
