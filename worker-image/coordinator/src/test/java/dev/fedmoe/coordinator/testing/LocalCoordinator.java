package dev.fedmoe.coordinator.testing;

import dev.fedmoe.coordinator.Coordinator;
import dev.fedmoe.coordinator.CoordinatorTimeouts;
import dev.fedmoe.coordinator.store.CheckpointVolume;
import dev.fedmoe.coordinator.store.MilestoneListener;
import dev.fedmoe.protocol.JobSpecCodec;
import dev.fedmoe.protocol.server.ControlPort.ProgressFeed;
import dev.fedmoe.protocol.server.CoordinatorServer;
import dev.fedmoe.protocol.testing.TestIdentity;
import dev.fedmoe.protocol.v1alpha1.DesiredJob;
import dev.fedmoe.protocol.v1alpha1.JobPhase;
import dev.fedmoe.protocol.v1alpha1.JobSettings;
import dev.fedmoe.protocol.v1alpha1.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A coordinator with its server in this process. */
public final class LocalCoordinator implements AutoCloseable {
    private static final long BOUND_SECONDS = 60;

    private final CheckpointVolume volume;
    private final Coordinator coordinator;
    private final CoordinatorServer server;
    private final CoordinatorLocator rendezvous;
    private final BlockingQueue<Progress> progress = new LinkedBlockingQueue<>();

    public LocalCoordinator(
            JobSettings job,
            Path folder,
            TestIdentity identity,
            CoordinatorLocator rendezvous,
            MilestoneListener milestones)
            throws IOException {
        this.rendezvous = rendezvous;
        volume = CheckpointVolume.open(folder);
        var patience = new CoordinatorTimeouts(
                Duration.ofSeconds(10), Duration.ofMillis(300), Duration.ofSeconds(5), Duration.ofMillis(10));
        coordinator = new Coordinator(JobSpecCodec.decode(job), volume, patience, milestones, System::nanoTime);
        server = CoordinatorServer.start(
                identity.settings(), identity.verifier(), coordinator.federation(), coordinator.control());
        coordinator.control().watch(new ProgressFeed() {
            @Override
            public void send(Progress now) {
                progress.add(now);
            }

            @Override
            public void end() {}
        });
        rendezvous.open(identity.endpoint(server.port()));
    }

    public LocalCoordinator apply(DesiredJob desired) {
        coordinator.control().apply(desired);
        return this;
    }

    public Coordinator coordinator() {
        return coordinator;
    }

    public int port() {
        return server.port();
    }

    /** Waits until a report fits; fails when none does within a minute. */
    public Progress await(Predicate<Progress> expected) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOUND_SECONDS);
        Progress last = Progress.getDefaultInstance();
        while (System.nanoTime() < end) {
            var next = progress.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next != null && expected.test(next)) {
                return next;
            }
            last = next == null ? last : next;
        }
        throw new AssertionError("no such progress; the last was " + last);
    }

    public Progress awaitComplete() throws InterruptedException {
        return await(now -> now.getPhase() == JobPhase.JOB_PHASE_COMPLETE);
    }

    @Override
    public void close() throws IOException {
        rendezvous.close();
        server.close();
        coordinator.close();
        volume.close();
    }
}
