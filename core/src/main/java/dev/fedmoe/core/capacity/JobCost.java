package dev.fedmoe.core.capacity;

import dev.fedmoe.core.model.ModelSpec;

/**
 * What a job costs one client, by the number of experts it holds.
 *
 * @param experts experts of the model; no client can hold more
 * @param topK experts a sample is routed to
 * @param asked counts instead of what follows from the model
 */
public record JobCost(int experts, int topK, WorkerCost worker, ExpertCost expert, RequestedResources asked) {
    /**
     * CPU asked for per expert, in thousandths of a core. A worker steps on one thread, and until its speed is measured CPU is
     * the only sign of it: a quarter core an expert lets a one-core node hold four and gives a small one a single expert.
     * Once samples a second are known, the round's time bounds the slots as well.
     */
    public static final long CPU_MILLIS_PER_EXPERT = 250;

    /** Multiply and add, forward once and backward twice. */
    static final long FLOPS_PER_MULTIPLY_ADD = 6;

    /** Four bytes each. */
    static final long VALUE_AND_GRADIENT_BYTES = 8;

    public JobCost {
        if (experts < 1 || topK < 1 || topK > experts) {
            throw new IllegalArgumentException("topK (" + topK + ") must be between 1 and experts (" + experts + ")");
        }
    }

    public JobCost(int experts, int topK, WorkerCost worker, ExpertCost expert) {
        this(experts, topK, worker, expert, RequestedResources.NOTHING);
    }

    public JobCost withAsked(RequestedResources amounts) {
        return new JobCost(experts, topK, worker, expert, amounts);
    }

    public static JobCost of(ModelSpec model, int batchSize, OptimizerKind optimizer) {
        return new JobCost(
                model.experts(),
                model.topK(),
                WorkerCost.of(model, batchSize, optimizer),
                ExpertCost.of(model, batchSize, optimizer));
    }

    /** What a worker with this many slots takes of its node. */
    public NodeResources resources(int slots) {
        return new NodeResources(
                asked.cpuMillis().orElse(slots * CPU_MILLIS_PER_EXPERT),
                asked.memoryBytes().orElse(worker.memoryBytes() + slots * expert.memoryBytes()));
    }

    /** Slots for which so much CPU suffices. */
    long slotsByCpu(long cpuMillis) {
        return asked.cpuMillis().isPresent()
                ? all(asked.cpuMillis().getAsLong() <= cpuMillis)
                : cpuMillis / CPU_MILLIS_PER_EXPERT;
    }

    /** Slots for which so much memory suffices. */
    long slotsByMemory(long bytes) {
        return asked.memoryBytes().isPresent()
                ? all(asked.memoryBytes().getAsLong() <= bytes)
                : (bytes - worker.memoryBytes()) / Math.max(1, expert.memoryBytes());
    }

    private static long all(boolean fits) {
        return fits ? SlotCalculator.UNCAPPED : 0;
    }

    /**
     * Seconds a client needs for a round with this many experts: fetch, train, submit. What has not been measured counts as
     * instant.
     */
    public double roundSeconds(int slots, CapacityProfile profile, long samples) {
        double bytes = worker.transferBytes() + (double) slots * expert.parameterBytes();
        double seconds = over(bytes, profile.downloadBytesPerSecond()) + over(bytes, profile.uploadBytesPerSecond());
        double work = flopsPerSample(Math.min(slots, topK)) / flopsPerSample(topK);
        return seconds + over(samples * work, profile.samplesPerSecond());
    }

    private double flopsPerSample(int routed) {
        return worker.flopsPerSample() + (double) routed * expert.flopsPerSample();
    }

    private static double over(double amount, double perSecond) {
        return perSecond > 0 ? amount / perSecond : 0;
    }
}
