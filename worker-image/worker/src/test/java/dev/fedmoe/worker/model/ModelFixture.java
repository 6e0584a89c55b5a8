package dev.fedmoe.worker.model;

import ai.djl.ndarray.NDManager;
import dev.fedmoe.core.model.ConvMoe;
import dev.fedmoe.core.model.InitialWeights;
import dev.fedmoe.core.model.MlpMoe;
import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.core.model.PartSpec;
import dev.fedmoe.worker.data.Dataset;
import dev.fedmoe.worker.data.SampleShape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Small models and data sets. */
public final class ModelFixture {
    public static final ModelSpec MLP = new ModelSpec(new MlpMoe(), List.of(12), 3, 4, 2, 10, 6);
    public static final ModelSpec CONV = new ModelSpec(new ConvMoe(), List.of(1, 8, 8), 3, 4, 2, 10, 6);

    private ModelFixture() {}

    public static HeldWeights weights(NDManager manager, ModelSpec spec, Integer... held) {
        var weights = new HeldWeights(manager, spec, List.of(held));
        weights.parts().forEach(part -> weights.load(part.id(), initial(spec, part.id())));
        return weights;
    }

    /** Weights whose gate is far from a tie and uses every held expert, so that a nudge does not change the routing. */
    public static HeldWeights decided(NDManager manager, ModelSpec spec, Integer... held) {
        var weights = new HeldWeights(manager, spec, List.of(held));
        var random = new SplittableRandom(23);
        weights.parts().forEach(part -> {
            ByteBuffer bytes = weights.export(part.id());
            for (int at = 0; at < bytes.limit(); at += Float.BYTES) {
                bytes.putFloat(at, (float) random.nextDouble(-0.5, 0.5));
            }
            if (part.id().equals(PartId.GATE)) {
                favourDifferentInputs(bytes, spec);
            }
            weights.load(part.id(), bytes);
        });
        return weights;
    }

    /** Rows without a mean: hidden values are never negative, so a row with a larger mean would win every sample. */
    private static void favourDifferentInputs(ByteBuffer gate, ModelSpec spec) {
        for (int e = 0; e < spec.experts(); e++) {
            int row = e * spec.hidden();
            double mean = IntStream.range(row, row + spec.hidden())
                    .mapToDouble(j -> gate.getFloat(j * Float.BYTES))
                    .average()
                    .orElseThrow();
            for (int j = row; j < row + spec.hidden(); j++) {
                gate.putFloat(j * Float.BYTES, (float) (2 * (gate.getFloat(j * Float.BYTES) - mean)));
            }
            gate.putFloat((spec.experts() * spec.hidden() + e) * Float.BYTES, 0);
        }
    }

    public static ByteBuffer initial(ModelSpec spec, PartId id) {
        PartSpec part = spec.manifest().part(id);
        var bytes = ByteBuffer.allocate((int) part.sizeBytes()).order(ByteOrder.LITTLE_ENDIAN);
        try {
            new InitialWeights(spec.architecture(), 7).write(part, bytes::put);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.flip();
    }

    /** Each class is bright in a third of the values of its own. */
    public static Dataset separable(ModelSpec spec, int samples, long seed) {
        var random = new SplittableRandom(seed);
        int width = spec.inputSize();
        float[] values = new float[samples * width];
        int[] labels = new int[samples];
        for (int i = 0; i < samples; i++) {
            labels[i] = i % spec.classes();
            for (int j = 0; j < width; j++) {
                boolean bright = j * spec.classes() / width == labels[i];
                values[i * width + j] = (float) (random.nextDouble() * 0.6 + (bright ? 0.5 : 0));
            }
        }
        return Dataset.ofFloats(values, labels, new SampleShape(spec.inputShape(), spec.classes()));
    }

    public static BatchBuffer batch(Dataset dataset) {
        var batch = new BatchBuffer(dataset.shape(), dataset.size());
        batch.fill(dataset, all(dataset), 0, dataset.size());
        return batch;
    }

    public static int[] all(Dataset dataset) {
        return IntStream.range(0, dataset.size()).toArray();
    }
}
