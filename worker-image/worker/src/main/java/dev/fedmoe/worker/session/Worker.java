package dev.fedmoe.worker.session;

import ai.djl.ndarray.NDManager;
import dev.fedmoe.protocol.client.CoordinatorLink;
import dev.fedmoe.protocol.v1alpha1.Role;
import dev.fedmoe.worker.data.BadDataException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Serves clients until their job is finished; several in one process take turns at training. */
public final class Worker {
    private final Links links;
    private final WorkerRuntime place;

    /** How a client reaches its coordinator. */
    @FunctionalInterface
    public interface Links {
        CoordinatorLink of(ClientOption client);
    }

    /** @param tensors starts the tensor library; called once, beside the first join */
    public Worker(Links links, Supplier<NDManager> tensors) {
        this.links = links;
        this.place = new WorkerRuntime(CompletableFuture.supplyAsync(tensors), new SecureRandom());
    }

    /** Ends at once, for all clients, when one of them cannot go on. */
    public void serve(List<ClientOption> clients, Role role) throws BadDataException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(clients.size(), task -> {
            var thread = new Thread(task, "client");
            thread.setDaemon(true);
            return thread;
        });
        try {
            var sessions = new ExecutorCompletionService<Void>(threads);
            for (ClientSession session : sessions(clients, role)) {
                sessions.submit(() -> {
                    session.run();
                    return null;
                });
            }
            for (int i = 0; i < clients.size(); i++) {
                sessions.take().get();
            }
        } catch (ExecutionException e) {
            throw cause(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private List<ClientSession> sessions(List<ClientOption> clients, Role role) {
        List<ClientSession> sessions = new ArrayList<>();
        for (ClientOption client : clients) {
            var patience = new ReconnectPolicy(
                    client.name(), new SecureRandom(), duration -> Thread.sleep(duration.toMillis()));
            sessions.add(new ClientSession(client, role, links.of(client), place, patience));
        }
        return sessions;
    }

    private static RuntimeException cause(ExecutionException e) throws BadDataException {
        if (e.getCause() instanceof BadDataException bad) {
            throw bad;
        }
        return new IllegalStateException(String.valueOf(e.getCause()), e.getCause());
    }
}
