package dev.fedmoe.controlplane.job;

import dev.fedmoe.controlplane.job.JobTranslation.Translated;
import dev.fedmoe.core.capacity.JobCost;
import dev.fedmoe.core.capacity.NodeResources;
import dev.fedmoe.core.capacity.RequestedResources;
import dev.fedmoe.crds.ResourceAmounts;
import dev.fedmoe.crds.job.FederatedMoEJobSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a job's pods ask for and how their memory is shared out. A pod asks for what placement counts with, or for what the user
 * says; its limit is never below what it was measured to need, and what is above goes to the heap.
 *
 * @param spec names the user's amounts, and how many clients there may be
 */
public record PodSizes(FederatedMoEJobSpec spec, JobCost cost) {
    private static final long MIB = 1 << 20;

    /**
     * A worker besides heap, model and transfers: 253 to 269 MiB resident at peak in the quickstart, of which 28 were heap. 98 of
     * them are pages of library files, which the kernel can drop but would have to read again.
     */
    private static final long WORKER_MIB = 240;

    /** Reads data sets of up to about 30 MB unpacked. */
    private static final long WORKER_HEAP_MIB = 96;

    private static final long LEAST_WORKER_HEAP_MIB = 48;

    private static final long EVALUATOR_CPU_MILLIS = 500;

    /** A part is held as fetched, as fetched anew, and as submitted. */
    private static final long COPIES_IN_TRANSFER = 3;

    private static final long TRANSPORT_MIB = 64;
    private static final long LEAST_WORKER_DIRECT_MIB = 128;

    /** A coordinator besides its heap: 141 MiB resident at peak in the quickstart, 156 with a model of 64 MB; and room for file pages. */
    private static final long COORDINATOR_MIB = 160;

    private static final long COORDINATOR_HEAP_MIB = 64;
    private static final long COORDINATOR_DIRECT_MIB = 48;
    private static final long COORDINATOR_CPU_MILLIS = 250;

    /** Of fitness, in the tables, in a record on its way to disk, and in a report. */
    private static final long BYTES_PER_CLIENT_AND_EXPERT = 160;

    private static final int CLIENTS_WHEN_UNBOUNDED = 100;

    public static PodSizes of(FederatedMoEJobSpec spec, Translated translated) {
        return new PodSizes(spec, translated.cost());
    }

    /**
     * One container.
     *
     * @param memoryLimitBytes at least the request
     * @param heapMib the JVM's largest heap
     * @param directMib the most the JVM may take for buffers off its heap
     */
    public record PodSize(NodeResources request, long memoryLimitBytes, long heapMib, long directMib) {}

    /** A worker that holds {@code slots} experts. */
    public PodSize worker(int slots) {
        return worker(slots, cost.resources(slots).cpuMillis());
    }

    /** An evaluator holds every expert. It keeps no gradients, but a test set; it scores on one thread. */
    public PodSize evaluator() {
        return worker(cost.experts(), cost.asked().cpuMillis().orElse(EVALUATOR_CPU_MILLIS));
    }

    private PodSize worker(int slots, long cpuMillis) {
        long parameters = cost.worker().transferBytes() + slots * cost.expert().parameterBytes();
        long model = cost.worker().modelBytes() + slots * cost.expert().memoryBytes();
        long transfers = COPIES_IN_TRANSFER * parameters;
        var shape = new Shape(
                WORKER_MIB + mebibytes(model + transfers),
                WORKER_HEAP_MIB,
                LEAST_WORKER_HEAP_MIB,
                Math.max(LEAST_WORKER_DIRECT_MIB, TRANSPORT_MIB + mebibytes(transfers)));
        long memory = cost.resources(slots).memoryBytes();
        return shape.size(
                new NodeResources(cpuMillis, memory), cost.asked().memoryBytes().isPresent());
    }

    public PodSize coordinator() {
        long clients = Objects.requireNonNullElse(spec.clients.max, CLIENTS_WHEN_UNBOUNDED);
        long tables = mebibytes(clients * cost.experts() * BYTES_PER_CLIENT_AND_EXPERT);
        long heap = COORDINATOR_HEAP_MIB + tables;
        var asked = asked(spec.coordinator.resources);
        var request = new NodeResources(
                asked.cpuMillis().orElse(COORDINATOR_CPU_MILLIS),
                asked.memoryBytes().orElse((COORDINATOR_MIB + tables) * MIB));
        return new Shape(COORDINATOR_MIB, heap, heap, COORDINATOR_DIRECT_MIB)
                .size(request, asked.memoryBytes().isPresent());
    }

    /** In MiB. {@code heap} when the user does not say how much memory, {@code leastHeap} when that is less than is needed. */
    private record Shape(long besidesHeap, long heap, long leastHeap, long direct) {
        PodSize size(NodeResources request, boolean asked) {
            long given = asked ? Math.max(leastHeap, request.memoryBytes() / MIB - besidesHeap) : heap;
            long limit = Math.max(request.memoryBytes(), (besidesHeap + given) * MIB);
            return new PodSize(request, limit, given, direct);
        }
    }

    static RequestedResources asked(ResourceAmounts amounts) {
        return new RequestedResources(whole(amounts.cpu, 1000), whole(amounts.memory, 1));
    }

    private static OptionalLong whole(@Nullable Quantity amount, int unit) {
        return amount == null
                ? OptionalLong.empty()
                : OptionalLong.of(Quantity.getAmountInBytes(amount)
                        .multiply(BigDecimal.valueOf(unit))
                        .setScale(0, RoundingMode.UP)
                        .longValueExact());
    }

    private static long mebibytes(long bytes) {
        return (bytes + MIB - 1) / MIB;
    }
}
