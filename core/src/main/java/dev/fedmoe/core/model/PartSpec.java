package dev.fedmoe.core.model;

import java.util.List;

/** The tensors of one part; its bytes are theirs, one after the other without padding. */
public record PartSpec(PartId id, List<TensorSpec> tensors) {
    public PartSpec {
        tensors = List.copyOf(tensors);
    }

    public long elements() {
        return tensors.stream().mapToLong(TensorSpec::elements).sum();
    }

    public long sizeBytes() {
        return tensors.stream().mapToLong(TensorSpec::sizeBytes).sum();
    }
}
