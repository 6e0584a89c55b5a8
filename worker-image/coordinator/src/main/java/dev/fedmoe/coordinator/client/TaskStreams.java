package dev.fedmoe.coordinator.client;

import dev.fedmoe.protocol.server.FederationPort.TaskFeed;
import dev.fedmoe.protocol.v1alpha1.Task;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Open task streams by the numbers the engine knows them by. Safe for several threads. */
public final class TaskStreams {
    private final Map<Long, TaskFeed> open = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();

    /** The stream's number, which no other stream of this process has. */
    public long add(TaskFeed feed) {
        long number = numbers.incrementAndGet();
        open.put(number, feed);
        return number;
    }

    /** A stream that has ended meanwhile gets nothing. */
    public void send(long stream, Task task) {
        var feed = open.get(stream);
        if (feed != null) {
            feed.send(task);
        }
    }

    public void end(long stream) {
        var feed = open.remove(stream);
        if (feed != null) {
            feed.end();
        }
    }

    /** Its peer has ended the stream. */
    public void forget(long stream) {
        open.remove(stream);
    }

    public void endAll() {
        open.keySet().forEach(this::end);
    }
}
