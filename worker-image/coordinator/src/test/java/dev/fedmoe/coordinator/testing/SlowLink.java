package dev.fedmoe.coordinator.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A network between a client and the coordinator that can be slow, or swallow everything without a FIN as when a node loses power. */
public final class SlowLink implements AutoCloseable {
    /** So that a change of speed shows at once. */
    private static final int BLOCK_BYTES = 4 << 10;

    private final ServerSocket listener;
    private final int target;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private long bytesPerSecond = Long.MAX_VALUE;
    private boolean dead;

    public SlowLink(int target) throws IOException {
        this.target = target;
        listener = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Each direction of each connection, from now on. */
    public synchronized void bytesPerSecond(long most) {
        bytesPerSecond = most;
        notifyAll();
    }

    /** Nothing passes and nobody is told; connections made later are swallowed as well. */
    public synchronized void cutPower() {
        dead = true;
    }

    /** The node starts again: its old connections are gone, new ones pass. */
    public synchronized void restorePower() throws IOException {
        dead = false;
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
        notifyAll();
    }

    private static void start(Runnable run) {
        var thread = new Thread(run, "slow-link");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                open.addAll(List.of(client, server));
                start(() -> copy(client, server));
                start(() -> copy(server, client));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void copy(Socket from, Socket to) {
        var buffer = new byte[BLOCK_BYTES];
        try (from;
                to) {
            for (int run = from.getInputStream().read(buffer);
                    run >= 0;
                    run = from.getInputStream().read(buffer)) {
                pass(run);
                to.getOutputStream().write(buffer, 0, run);
            }
        } catch (IOException cut) {
            // The other direction has closed both.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes as long as the link does. */
    private synchronized void pass(long bytes) throws InterruptedException {
        long start = System.nanoTime();
        while (dead || left(bytes, start) > 0) {
            wait(dead ? 0 : Math.max(1, left(bytes, start) / 1_000_000));
        }
    }

    private long left(long bytes, long start) {
        return (long) (bytes * 1e9 / bytesPerSecond) - (System.nanoTime() - start);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
