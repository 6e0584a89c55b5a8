package dev.fedmoe.worker.session;

import ai.djl.ndarray.NDManager;
import dev.fedmoe.protocol.v1alpha1.ClientProfile;
import dev.fedmoe.worker.data.HoldoutSplit;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What the clients of one worker process share: the tensor library, which one of them uses at a time, the parts they hold,
 * and what has been measured of this place.
 */
final class WorkerRuntime {
    private final CompletableFuture<NDManager> tensors;
    private final RandomGenerator secret;
    private final MachineResources machine = new MachineResources();
    private final ReentrantLock turn = new ReentrantLock(true);
    private final LinkSpeed download = new LinkSpeed();
    private final LinkSpeed upload = new LinkSpeed();
    private @Nullable WorkerJob served;
    private @Nullable PartCache parts;
    private final RunningMedian samplesPerSecond = new RunningMedian();

    /**
     * @param tensors may still be loading
     * @param secret draws what no other process may guess; used by several threads
     */
    WorkerRuntime(CompletableFuture<NDManager> tensors, RandomGenerator secret) {
        this.tensors = tensors;
        this.secret = secret;
    }

    RandomGenerator secret() {
        return secret;
    }

    NDManager tensors() {
        return tensors.join();
    }

    /** One client trains or scores at a time, in the order they came. */
    <T> T inTurn(Supplier<T> work) {
        turn.lock();
        try {
            return work.get();
        } finally {
            turn.unlock();
        }
    }

    /** All clients of a process serve one job; the first to join says which. */
    synchronized PartCache parts(WorkerJob job) {
        PartCache cache = parts;
        if (served != null && !served.terms().uid().equals(job.terms().uid())) {
            throw new IllegalArgumentException("the coordinator now runs job "
                    + job.terms().name() + " (uid " + job.terms().uid() + "), this worker serves uid "
                    + served.terms().uid() + ". Maybe start a worker for each job.");
        }
        if (cache == null) {
            served = job;
            cache = new PartCache(job.manifest());
            parts = cache;
        }
        return cache;
    }

    /** Steps a while on the first client's data; later calls repeat the figure. */
    synchronized void measure(WorkerJob job, HoldoutSplit data) {
        if (samplesPerSecond.value() == 0) {
            samplesPerSecond.seen(inTurn(() -> StepSpeed.samplesPerSecond(tensors(), job, data)));
        }
    }

    /** A round's steps took so long in the median. Told when they used as many experts as a sample is routed to. */
    void trained(int samplesPerStep, Duration step) {
        if (step.toNanos() > 0) {
            samplesPerSecond.seen(samplesPerStep * 1e9 / step.toNanos());
        }
    }

    LinkSpeed download() {
        return download;
    }

    LinkSpeed upload() {
        return upload;
    }

    synchronized ClientProfile profile() {
        return ClientProfile.newBuilder()
                .setCpuMillis(machine.cpuMillis())
                .setMemoryBytes(machine.memoryBytes())
                .setSamplesPerSecond(samplesPerSecond.value())
                .setDownloadBytesPerSecond(download.bytesPerSecond())
                .setUploadBytesPerSecond(upload.bytesPerSecond())
                .setPeakMemoryBytes(machine.peakMemoryBytes())
                .build();
    }
}
