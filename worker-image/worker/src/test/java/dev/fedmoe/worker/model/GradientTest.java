package dev.fedmoe.worker.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.worker.data.Dataset;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The backward pass against central differences of the loss. */
class GradientTest {
    private static final float NUDGE = 3e-4f;

    @RegisterExtension
    static final TensorLibraryExtension TENSORS = new TensorLibraryExtension();

    @ParameterizedTest
    @CsvSource({"gate", "expert/0", "expert/2", "expert/3", "shared"})
    void gradientOfEveryPartOfMlpMatchesTheLoss(String part) {
        compare(ModelFixture.MLP, PartId.parse(part).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"gate", "expert/0", "expert/3", "shared"})
    void gradientOfEveryPartOfConvMatchesTheLoss(String part) {
        compare(ModelFixture.CONV, PartId.parse(part).orElseThrow());
    }

    private static void compare(ModelSpec spec, PartId part) {
        Dataset dataset = ModelFixture.separable(spec, 24, 3);
        try (HeldWeights weights = ModelFixture.decided(TENSORS.manager(), spec, 0, 2, 3)) {
            ByteBuffer before = weights.export(part);
            float[] gradient = gradient(weights, part, dataset);
            float largest = 0;
            for (int i = 0; i < gradient.length; i += Math.max(1, gradient.length / 60)) {
                float slope = slope(weights, part, before, i, dataset);
                assertThat(gradient[i])
                        .as("%s at %d", part, i)
                        .isCloseTo(slope, within(2e-3f + 0.03f * Math.abs(slope)));
                largest = Math.max(largest, Math.abs(slope));
            }
            assertThat(largest).as("some gradient to compare").isGreaterThan(0.005f);
        }
    }

    /** One step of plain descent at rate 1 moves weights by exactly their gradient. */
    private static float[] gradient(HeldWeights weights, PartId part, Dataset dataset) {
        ByteBuffer before = weights.export(part);
        var settings = new StepSettings(0, 0);
        try (Sgd sgd = new Sgd(TENSORS.manager(), 1, 0);
                TrainingStep step = new TrainingStep(TENSORS.manager(), weights, sgd, settings)) {
            ByteBuffer[] all =
                    weights.parts().stream().map(p -> weights.export(p.id())).toArray(ByteBuffer[]::new);
            step.run(ModelFixture.batch(dataset));
            ByteBuffer after = weights.export(part);
            float[] gradient = new float[before.remaining() / Float.BYTES];
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] = before.getFloat(i * Float.BYTES) - after.getFloat(i * Float.BYTES);
            }
            for (int p = 0; p < all.length; p++) {
                weights.load(weights.parts().get(p).id(), all[p]);
            }
            return gradient;
        }
    }

    private static float slope(HeldWeights weights, PartId part, ByteBuffer bytes, int at, Dataset dataset) {
        double above = loss(weights, part, bytes, at, NUDGE, dataset);
        double below = loss(weights, part, bytes, at, -NUDGE, dataset);
        weights.load(part, bytes);
        return (float) ((above - below) / (2 * NUDGE));
    }

    private static double loss(
            HeldWeights weights, PartId part, ByteBuffer bytes, int at, float nudge, Dataset dataset) {
        ByteBuffer nudged = ByteBuffer.allocate(bytes.remaining())
                .order(bytes.order())
                .put(bytes.duplicate())
                .flip();
        nudged.putFloat(at * Float.BYTES, nudged.getFloat(at * Float.BYTES) + nudge);
        weights.load(part, nudged);
        return new ModelScorer(TENSORS.manager(), weights)
                .score(dataset, ModelFixture.all(dataset))
                .loss();
    }
}
