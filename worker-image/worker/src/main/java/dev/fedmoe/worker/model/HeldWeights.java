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
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of a model that one client holds, as tensors. Other experts have none; the gate keeps only the rows of the held
 * experts as a tensor, the other rows as they came.
 */
public final class HeldWeights implements AutoCloseable {
    private final ModelSpec spec;
    private final ModelManifest manifest;
    private final List<Integer> held;
    private final NDManager scope;
    private final ByteBuffer gate;
    private final List<PartTensors> parts = new ArrayList<>();

    /** @param held indices of the held experts, ascending, at least one */
    public HeldWeights(NDManager parent, ModelSpec spec, List<Integer> held) {
        if (held.isEmpty()) {
            throw new IllegalArgumentException("a client holds at least one expert");
        }
        this.spec = spec;
        this.manifest = spec.manifest();
        this.held = List.copyOf(held);
        this.scope = parent.newSubManager();
        this.gate = buffer(manifest.part(PartId.GATE));
        parts.add(new PartTensors(PartId.SHARED, zeros(manifest.part(PartId.SHARED))));
        parts.add(new PartTensors(
                PartId.GATE, List.of(zeros(new Shape(held.size(), spec.hidden())), zeros(new Shape(held.size())))));
        for (int e : held) {
            parts.add(new PartTensors(PartId.expert(e), zeros(manifest.part(PartId.expert(e)))));
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
        int rowBytes = spec.hidden() * Float.BYTES;
        int biases = spec.experts() * rowBytes;
        ByteBuffer weight = bytes(tensors(PartId.GATE).get(0));
        ByteBuffer bias = bytes(tensors(PartId.GATE).get(1));
        for (int i = 0; i < held.size(); i++) {
            int e = held.get(i);
            copy.between(gate.slice(e * rowBytes, rowBytes), weight.slice(i * rowBytes, rowBytes));
            copy.between(gate.slice(biases + e * Float.BYTES, Float.BYTES), bias.slice(i * Float.BYTES, Float.BYTES));
        }
    }

    private List<NDArray> tensors(PartId id) {
        return parts.stream()
                .filter(part -> part.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(id + " is not held here; held are " + held))
                .tensors();
    }

    private List<NDArray> zeros(PartSpec part) {
        return part.tensors().stream().map(t -> zeros(shape(t))).toList();
    }

    private NDArray zeros(Shape shape) {
        return scope.zeros(shape, DataType.FLOAT32);
    }

    private static Shape shape(TensorSpec tensor) {
        return new Shape(tensor.shape().stream().mapToLong(Integer::longValue).toArray());
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

    /** One part's tensors, in the manifest's order. */
    record PartTensors(PartId id, List<NDArray> tensors) {
        PartTensors {
            tensors = List.copyOf(tensors);
        }
    }

    @FunctionalInterface
    private interface RowCopy {
        void between(ByteBuffer whole, ByteBuffer row);
    }
}
