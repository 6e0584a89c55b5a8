package dev.fedmoe.coordinator.testing;

import dev.fedmoe.coordinator.testing.EchoClient.Interruption;
import dev.fedmoe.protocol.testing.TestIdentity;
import java.util.LinkedHashMap;
import java.util.Map;

/** Echo clients on threads of their own. */
public final class EchoClientPool implements AutoCloseable {
    private static final long JOIN_MILLIS = 20_000;

    private final Map<EchoClient, Thread> threads = new LinkedHashMap<>();

    public EchoClient start(TestIdentity identity, CoordinatorLocator rendezvous, String name) {
        return start(identity, rendezvous, name, (round, moment) -> false);
    }

    public EchoClient start(
            TestIdentity identity, CoordinatorLocator rendezvous, String name, Interruption interruption) {
        var client = new EchoClient(identity, rendezvous, name, interruption);
        var thread = new Thread(client, "echo-" + name);
        thread.setDaemon(true);
        threads.put(client, thread);
        thread.start();
        return client;
    }

    @Override
    public void close() {
        threads.keySet().forEach(EchoClient::stop);
        try {
            for (Thread thread : threads.values()) {
                thread.interrupt();
                thread.join(JOIN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
