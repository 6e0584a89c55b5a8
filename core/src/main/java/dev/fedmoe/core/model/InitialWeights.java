package dev.fedmoe.core.model;

import dev.fedmoe.core.random.CounterRandom;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The first weights of a model: the same bytes for the same seed on every machine, each part by itself, so that a part can be
 * written without the others and an expert does not change when their number does. Weights are uniform with variance
 * 2/fan-in before a ReLU (He et al., arXiv 1502.01852) and 1/fan-in elsewhere; the gate begins nearly undecided; biases are 0.
 */
public record InitialWeights(long seed) {
    private static final int BLOCK_BYTES = 64 << 10;
    private static final float GATE_SCALE = 0.1f;

    /** Takes a part's bytes in order. The buffer is the writer's again once the call returns. */
    @FunctionalInterface
    public interface Blocks {
        void accept(ByteBuffer block) throws IOException;
    }

    /** Writes the part's bytes, float32 little endian, in blocks of at most 64 KiB. */
    public void write(PartSpec part, Blocks blocks) throws IOException {
        var block = ByteBuffer.allocate(BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (TensorSpec tensor : part.tensors()) {
            float bound = bound(part.id(), tensor);
            var draw = CounterRandom.of(seed, "weights", part.id(), tensor.name());
            for (long i = 0; i < tensor.elements(); i++) {
                // 2u − 1 is exact; with a bound of 0 it would leave a −0.
                block.putFloat(bound == 0 ? 0 : (2 * draw.unit(i) - 1) * bound);
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

    private static float bound(PartId part, TensorSpec tensor) {
        if (tensor.name().endsWith(".bias")) {
            return 0;
        }
        double fanIn = (double) tensor.elements() / tensor.shape().get(0);
        boolean linear =
                tensor.name().equals("shared.out.weight") || tensor.name().endsWith(".down.weight");
        double scale = part.equals(PartId.GATE) ? GATE_SCALE : 1;
        return (float) (scale * Math.sqrt((linear || part.equals(PartId.GATE) ? 3 : 6) / fanIn));
    }
}
