package dev.fedmoe.core.model;

import dev.fedmoe.core.random.CounterRandom;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The first weights of a model: the same bytes for the same seed on every machine, each part by itself, so that a part can be
 * written without the others and an expert does not change when their number does. Where a tensor's are drawn from is its
 * architecture's to say.
 */
public record InitialWeights(MoeArchitecture architecture, long seed) {
    private static final int BLOCK_BYTES = 64 << 10;

    /** Takes a part's bytes in order. The buffer is the writer's again once the call returns. */
    @FunctionalInterface
    public interface Blocks {
        void accept(ByteBuffer block) throws IOException;
    }

    /** Writes the part's bytes, float32 little endian, in blocks of at most 64 KiB. */
    public void write(PartSpec part, Blocks blocks) throws IOException {
        var block = ByteBuffer.allocate(BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (TensorSpec tensor : part.tensors()) {
            UniformRange range = architecture.initial(part.id(), tensor);
            var draw = CounterRandom.of(seed, "weights", part.id(), tensor.name());
            for (long i = 0; i < tensor.elements(); i++) {
                block.putFloat(range.at(draw.unit(i)));
                if (!block.hasRemaining()) {
                    hand(block, blocks);
                }
            }
        }
        if (block.position() > 0) {
            hand(block, blocks);
        }
    }

    private static void hand(ByteBuffer block, Blocks blocks) throws IOException {
        blocks.accept(block.flip());
        block.clear();
    }
}
