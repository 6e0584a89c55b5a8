package dev.fedmoe.coordinator.progress;

import dev.fedmoe.core.federation.EventReason;
import dev.fedmoe.protocol.v1alpha1.Happening;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a user would tell a colleague, newest last; each is logged once. */
public final class EventLog {
    private static final Logger log = LoggerFactory.getLogger("dev.fedmoe.coordinator");
    private static final int KEPT = 64;

    private final String job;
    private final Deque<Happening> recent = new ArrayDeque<>();
    private long number;

    /** Numbers grow over restarts too, since the epoch does. */
    public EventLog(String job, long epoch) {
        this.job = job;
        this.number = epoch << 20;
    }

    public synchronized void add(EventReason reason, int round, String message) {
        log.info("job={} round={} {}: {}", job, round, reason, message);
        recent.addLast(Happening.newBuilder()
                .setNumber(++number)
                .setReason(reason.toString())
                .setRound(round)
                .setMessage(message)
                .build());
        if (recent.size() > KEPT) {
            recent.removeFirst();
        }
    }

    synchronized List<Happening> recent() {
        return new ArrayList<>(recent);
    }
}
