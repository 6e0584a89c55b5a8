package dev.fedmoe.protocol.testing;

import dev.fedmoe.protocol.server.ControlPort;
import dev.fedmoe.protocol.v1alpha1.ApplyReply;
import dev.fedmoe.protocol.v1alpha1.DesiredJob;
import dev.fedmoe.protocol.v1alpha1.JobPhase;
import dev.fedmoe.protocol.v1alpha1.Progress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what is applied and tells all watchers what it is told to. */
public final class TestControl implements ControlPort {
    private final List<DesiredJob> applied = new CopyOnWriteArrayList<>();
    private final List<ProgressFeed> feeds = new CopyOnWriteArrayList<>();

    public List<DesiredJob> applied() {
        return applied;
    }

    public int watchers() {
        return feeds.size();
    }

    public void tell(Progress progress) {
        feeds.forEach(feed -> feed.send(progress));
    }

    @Override
    public ApplyReply apply(DesiredJob desired) {
        applied.add(desired);
        return ApplyReply.newBuilder().setGeneration(desired.getGeneration()).build();
    }

    @Override
    public Watch watch(ProgressFeed feed) {
        feeds.add(feed);
        feed.send(Progress.newBuilder().setPhase(JobPhase.JOB_PHASE_PENDING).build());
        return () -> feeds.remove(feed);
    }
}
