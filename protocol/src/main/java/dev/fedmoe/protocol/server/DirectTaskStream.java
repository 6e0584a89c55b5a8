package dev.fedmoe.protocol.server;

import dev.fedmoe.protocol.client.CoordinatorLink.TaskStream;
import dev.fedmoe.protocol.client.LinkException;
import dev.fedmoe.protocol.server.FederationPort.Subscription;
import dev.fedmoe.protocol.server.FederationPort.TaskFeed;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import dev.fedmoe.protocol.v1alpha1.Task;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Tasks handed from thread to thread. Read by one thread. */
final class DirectTaskStream implements TaskStream {
    private final String what;
    /** Empty marks the end. */
    private final BlockingQueue<Optional<Task>> queue = new LinkedBlockingQueue<>();

    private @Nullable Subscription subscription;

    DirectTaskStream(String what) {
        this.what = what;
    }

    TaskFeed feed() {
        return new TaskFeed() {
            @Override
            public void send(Task task) {
                queue.add(Optional.of(task));
            }

            @Override
            public void end() {
                queue.add(Optional.empty());
            }
        };
    }

    void begin(Subscription granted) {
        subscription = granted;
    }

    @Override
    public Optional<Task> next(Duration within) throws LinkException {
        try {
            Optional<Task> task = queue.poll(within.toNanos(), TimeUnit.NANOSECONDS);
            if (task == null) {
                return Optional.empty();
            }
            if (task.isEmpty()) {
                throw new LinkException(Refusal.REFUSAL_UNSPECIFIED, what + ": the coordinator ended the stream", null);
            }
            return task;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LinkException(Refusal.REFUSAL_UNSPECIFIED, what + ": interrupted", e);
        }
    }

    @Override
    public void close() {
        if (subscription != null) {
            subscription.close();
        }
    }
}
