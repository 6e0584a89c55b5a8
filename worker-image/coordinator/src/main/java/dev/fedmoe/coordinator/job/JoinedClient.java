package dev.fedmoe.coordinator.job;

import dev.fedmoe.protocol.server.FederationPort.TaskFeed;
import dev.fedmoe.protocol.v1alpha1.ClientProfile;
import dev.fedmoe.protocol.v1alpha1.JoinRequest;
import dev.fedmoe.protocol.v1alpha1.Task;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A client that has joined since this process started. Used by the decision loop alone, but for the two counters of transfers. */
public final class JoinedClient {
    /** Rounds; a client that recovers is trusted again after as many. */
    private static final int REMEMBERED = 20;

    private final String name;
    private final AtomicInteger downloads = new AtomicInteger();
    private final AtomicInteger uploads = new AtomicInteger();
    private JoinRequest join;
    private ClientProfile profile;
    private @Nullable TaskFeed feed;
    private String podUid = "";
    private final Deque<Boolean> answers = new ArrayDeque<>();

    JoinedClient(JoinRequest join) {
        this.name = join.getClient();
        this.join = join;
        this.profile = join.getProfile();
    }

    public String name() {
        return name;
    }

    public JoinRequest join() {
        return join;
    }

    void rejoined(JoinRequest again) {
        join = again;
        profile = again.getProfile();
    }

    public ClientProfile profile() {
        return profile;
    }

    public void measured(ClientProfile newest) {
        profile = newest;
    }

    public boolean isLive() {
        return feed != null;
    }

    public boolean listensOn(TaskFeed other) {
        return feed == other;
    }

    /** The newest stream is the client's; an older one ends. */
    public void subscribe(TaskFeed newest, String pod) {
        if (feed != null) {
            feed.end();
        }
        feed = newest;
        podUid = pod;
    }

    /** The pod that listens, or listened last. */
    String podUid() {
        return podUid;
    }

    public void unsubscribe() {
        feed = null;
    }

    public void send(Task task) {
        if (feed != null) {
            feed.send(task);
        }
    }

    public void end() {
        if (feed != null) {
            feed.end();
        }
    }

    /** A round it took part in is over. */
    public void closed(boolean inTime) {
        answers.addLast(inTime);
        if (answers.size() > REMEMBERED) {
            answers.removeFirst();
        }
    }

    /** Share of its newest rounds answered in time; 1 before the first. */
    public double reliability() {
        return answers.isEmpty()
                ? 1
                : (double) answers.stream().filter(inTime -> inTime).count() / answers.size();
    }

    public AtomicInteger downloads() {
        return downloads;
    }

    public AtomicInteger uploads() {
        return uploads;
    }
}
