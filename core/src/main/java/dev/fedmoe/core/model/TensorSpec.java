package dev.fedmoe.core.model;

import java.util.List;

/**
 * One tensor of a part.
 *
 * @param name unique within the manifest, for instance {@code expert.3.up.weight}
 * @param shape row-major, every dimension at least 1
 */
public record TensorSpec(String name, DType dtype, List<Integer> shape) {
    public TensorSpec {
        shape = List.copyOf(shape);
        if (name.isBlank() || shape.isEmpty() || shape.stream().anyMatch(d -> d < 1)) {
            throw new IllegalArgumentException(
                    "tensor '" + name + "' needs a name and dimensions of at least 1, not " + shape);
        }
    }

    public static TensorSpec f32(String name, Integer... shape) {
        return new TensorSpec(name, DType.F32, List.of(shape));
    }

    public long elements() {
        return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }

    public long sizeBytes() {
        return elements() * dtype.sizeBytes();
    }
}
