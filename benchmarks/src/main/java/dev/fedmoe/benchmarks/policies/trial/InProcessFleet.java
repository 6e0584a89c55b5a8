package dev.fedmoe.benchmarks.policies.trial;

import ai.djl.ndarray.NDManager;
import dev.fedmoe.coordinator.Coordinator;
import dev.fedmoe.coordinator.CoordinatorTimeouts;
import dev.fedmoe.coordinator.store.CheckpointVolume;
import dev.fedmoe.coordinator.store.MilestoneListener;
import dev.fedmoe.core.job.JobSpec;
import dev.fedmoe.protocol.server.AuthenticatedCaller;
import dev.fedmoe.protocol.server.DirectCoordinatorLink;
import dev.fedmoe.protocol.v1alpha1.DesiredJob;
import dev.fedmoe.protocol.v1alpha1.Role;
import dev.fedmoe.worker.data.BadDataException;
import dev.fedmoe.worker.session.ClientOption;
import dev.fedmoe.worker.session.Worker;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The coordinator of a job and one worker for all its clients, which train in turn, in this process and without a network. */
final class InProcessFleet {
    private static final CoordinatorTimeouts TIMEOUTS =
            new CoordinatorTimeouts(Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ZERO, Duration.ZERO);

    private static final long ENDING_SECONDS = 60;

    private final JobSpec job;
    private final CheckpointVolume volume;
    private final MilestoneListener milestones;
    private final NDManager tensors;

    /** @param milestones told on the thread that commits, which waits */
    InProcessFleet(JobSpec job, CheckpointVolume volume, MilestoneListener milestones, NDManager tensors) {
        this.job = job;
        this.volume = volume;
        this.milestones = milestones;
        this.tensors = tensors;
    }

    /** Trains until the job is complete. */
    void run(DesiredJob desired, List<ClientOption> clients)
            throws IOException, BadDataException, InterruptedException {
        try (var coordinator = new Coordinator(job, volume, TIMEOUTS, milestones, System::nanoTime)) {
            coordinator.control().apply(desired);
            var worker = new Worker(
                    client -> new DirectCoordinatorLink(
                            coordinator.federation(),
                            new AuthenticatedCaller("in-process", client.name(), client.name())),
                    () -> tensors);
            serve(worker, clients, coordinator.ended());
        }
    }

    /** A coordinator that broke would leave its clients waiting: they are stopped with it. */
    private static void serve(Worker worker, List<ClientOption> clients, CompletableFuture<Void> ended)
            throws BadDataException, InterruptedException {
        var serving = Thread.currentThread();
        var broken = ended.whenComplete((done, failure) -> {
            if (failure != null) {
                serving.interrupt();
            }
        });
        try {
            worker.serve(clients, Role.ROLE_TRAINER);
            broken.get(ENDING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            if (ended.isCompletedExceptionally()) {
                throw new IllegalStateException("the coordinator broke down", e);
            }
            throw e;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the coordinator broke down", e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "all clients have finished, but not their coordinator within " + ENDING_SECONDS + " s", e);
        }
    }
}
