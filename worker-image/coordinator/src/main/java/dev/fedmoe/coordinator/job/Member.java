package dev.fedmoe.coordinator.job;

import dev.fedmoe.protocol.server.FederationPort.TaskFeed;
import dev.fedmoe.protocol.v1alpha1.ClientProfile;
import dev.fedmoe.protocol.v1alpha1.JoinRequest;
import dev.fedmoe.protocol.v1alpha1.Task;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A client that has joined since this process started. Used by the decision loop alone, but for the two counters of transfers. */
public final class Member {
    private final String name;
    private final AtomicInteger downloads = new AtomicInteger();
    private final AtomicInteger uploads = new AtomicInteger();
    private JoinRequest join;
    private ClientProfile profile;
    private @Nullable TaskFeed feed;
    private int tasks;
    private int answered;

    Member(JoinRequest join) {
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
    public void subscribe(TaskFeed newest) {
        if (feed != null) {
            feed.end();
        }
        feed = newest;
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

    public void tasked() {
        tasks++;
    }

    public void answered() {
        answered++;
    }

    /** Share of its tasks answered in time; 1 before the first. */
    public double reliability() {
        return tasks == 0 ? 1 : Math.min(1, (double) answered / tasks);
    }

    public AtomicInteger downloads() {
        return downloads;
    }

    public AtomicInteger uploads() {
        return uploads;
    }
}
