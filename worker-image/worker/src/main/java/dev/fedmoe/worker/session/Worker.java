package dev.fedmoe.worker.session;

import ai.djl.ndarray.NDManager;
import dev.fedmoe.protocol.client.CoordinatorConnection;
import dev.fedmoe.protocol.identity.TokenSource;
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
    private final CoordinatorConnection connection;
    private final Workplace place;

    /** @param tensors starts the tensor library; called once, beside the first join */
    public Worker(CoordinatorConnection connection, Supplier<NDManager> tensors) {
        this.connection = connection;
        this.place = new Workplace(CompletableFuture.supplyAsync(tensors), new SecureRandom());
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
            var patience =
                    new Patience(client.name(), new SecureRandom(), duration -> Thread.sleep(duration.toMillis()));
            var link = connection.link(TokenSource.file(client.token()));
            sessions.add(new ClientSession(client, role, link, place, patience));
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
