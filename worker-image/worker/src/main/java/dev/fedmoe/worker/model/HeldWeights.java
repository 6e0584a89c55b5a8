package dev.fedmoe.worker.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import dev.fedmoe.core.model.ModelManifest;
import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.core.model.PartSpec;
import dev.fedmoe.core.model.TensorSpec;
import dev.fedmoe.worker.network.ForwardPass;
import dev.fedmoe.worker.network.ForwardPassFactory;
import dev.fedmoe.worker.network.ForwardPassRegistry;
import dev.fedmoe.worker.network.NetworkParameters;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The parts of a model that one client holds, as tensors. Other experts have none; of the gate only the rows of the held experts are
 * tensors, the other rows stay as they came.
 */
public final class HeldWeights implements AutoCloseable {
    private final ModelSpec spec;
    private final ModelManifest manifest;
    private final List<Integer> held;
    private final ForwardPassFactory passes;
    private final NDManager scope;
    private final ByteBuffer gate;
    private final List<PartTensors> parts = new ArrayList<>();

    /** @param held indices of the held experts, ascending, at least one */
    public HeldWeights(NDManager parent, ModelSpec spec, List<Integer> held) {
        this(parent, spec, held, ForwardPassRegistry.of(spec.architecture()));
    }

    /** @param passes how the architecture computes */
    public HeldWeights(NDManager parent, ModelSpec spec, List<Integer> held, ForwardPassFactory passes) {
        if (held.isEmpty()) {
            throw new IllegalArgumentException("a client holds at least one expert");
        }
        this.spec = spec;
        this.manifest = spec.manifest();
        this.held = List.copyOf(held);
        this.passes = passes;
        this.scope = parent.newSubManager();
        this.gate = buffer(manifest.part(PartId.GATE));
        parts.add(zeros(PartId.SHARED, HeldWeights::shape));
        parts.add(zeros(PartId.GATE, this::heldRows));
        for (int e : held) {
            parts.add(zeros(PartId.expert(e), HeldWeights::shape));
        }
    }

    public ModelSpec spec() {
        return spec;
    }

    public List<Integer> held() {
        return held;
    }

    /** Experts a sample is routed to among those held. */
    public int topK() {
        return Math.min(spec.topK(), held.size());
    }

    /** Shared, gate, then the held experts ascending. */
    List<PartTensors> parts() {
        return parts;
    }

    /** The tensors of all held parts, for scoring: nothing is recorded. */
    NetworkParameters parameters() {
        var tensors = new LinkedHashMap<String, NDArray>();
        parts.forEach(part -> tensors.putAll(part.tensors()));
        return new NetworkParameters(held, tensors);
    }

    ForwardPass network(NetworkParameters parameters) {
        return passes.over(parameters);
    }

    /** Takes a whole part: its tensors in the manifest's order, little endian, from the buffer's position. */
    public void load(PartId id, ByteBuffer bytes) {
        PartSpec part = manifest.part(id);
        if (bytes.remaining() != part.sizeBytes()) {
            throw new IllegalArgumentException(
                    id + " has " + part.sizeBytes() + " bytes, not " + bytes.remaining() + "; fetch it again");
        }
        ByteBuffer source = bytes.duplicate();
        if (id.equals(PartId.GATE)) {
            gate.clear().put(source);
            eachGateRow((whole, row) -> row.put(whole));
            return;
        }
        for (NDArray tensor : tensors(id)) {
            ByteBuffer view = bytes(tensor);
            int end = source.position() + view.remaining();
            view.put(source.duplicate().limit(end));
            source.position(end);
        }
    }

    /** The part as {@link #load} takes it; little endian, ready to be read. */
    public ByteBuffer export(PartId id) {
        if (id.equals(PartId.GATE)) {
            eachGateRow((whole, row) -> whole.put(row));
            return buffer(manifest.part(id)).put(gate.clear()).flip();
        }
        ByteBuffer target = buffer(manifest.part(id));
        tensors(id).forEach(tensor -> target.put(bytes(tensor)));
        return target.flip();
    }

    private void eachGateRow(RowCopy copy) {
        var rows = tensors(PartId.GATE).iterator();
        int start = 0;
        for (TensorSpec tensor : manifest.part(PartId.GATE).tensors()) {
            int rowBytes = Math.toIntExact(tensor.sizeBytes() / spec.experts());
            ByteBuffer ours = bytes(rows.next());
            for (int i = 0; i < held.size(); i++) {
                int at = start + held.get(i) * rowBytes;
                copy.between(gate.slice(at, rowBytes), ours.slice(i * rowBytes, rowBytes));
            }
            start += Math.toIntExact(tensor.sizeBytes());
        }
    }

    private Collection<NDArray> tensors(PartId id) {
        return parts.stream()
                .filter(part -> part.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(id + " is not held here; held are " + held))
                .tensors()
                .values();
    }

    private PartTensors zeros(PartId id, Function<TensorSpec, Shape> shape) {
        var tensors = new LinkedHashMap<String, NDArray>();
        for (TensorSpec tensor : manifest.part(id).tensors()) {
            tensors.put(tensor.name(), scope.zeros(shape.apply(tensor), DataType.FLOAT32));
        }
        return new PartTensors(id, tensors);
    }

    private static Shape shape(TensorSpec tensor) {
        return new Shape(tensor.shape().stream().mapToLong(Integer::longValue).toArray());
    }

    /** A gate's tensor with the rows of the held experts alone. */
    private Shape heldRows(TensorSpec tensor) {
        long[] dimensions = shape(tensor).getShape();
        dimensions[0] = held.size();
        return new Shape(dimensions);
    }

    /** The tensor's own memory, not a copy; gone when the tensor is closed. */
    private static ByteBuffer bytes(NDArray tensor) {
        return tensor.toByteBuffer(true);
    }

    private static ByteBuffer buffer(PartSpec part) {
        return ByteBuffer.allocateDirect(Math.toIntExact(part.sizeBytes())).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() {
        scope.close();
    }

    /** One part's tensors by name, in the manifest's order. */
    record PartTensors(PartId id, Map<String, NDArray> tensors) {
        PartTensors {
            tensors = Collections.unmodifiableMap(tensors);
        }
    }

    @FunctionalInterface
    private interface RowCopy {
        void between(ByteBuffer whole, ByteBuffer row);
    }
}
