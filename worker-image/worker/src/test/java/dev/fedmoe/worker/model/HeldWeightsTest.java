package dev.fedmoe.worker.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.core.model.PartId;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeldWeightsTest {
    private static final ModelSpec SPEC = ModelFixture.MLP;

    @RegisterExtension
    static final TensorLibraryExtension TENSORS = new TensorLibraryExtension();

    @ParameterizedTest
    @ValueSource(strings = {"shared", "gate", "expert/1", "expert/3"})
    void everyBitOfAPartComesBack(String part) {
        PartId id = PartId.parse(part).orElseThrow();
        try (HeldWeights weights = ModelFixture.weights(TENSORS.manager(), SPEC, 1, 3)) {
            ByteBuffer bytes = randomBits(id);
            weights.load(id, bytes);
            assertThat(weights.export(id)).isEqualTo(bytes);
        }
    }

    @Test
    void trainingLeavesTheGateRowsOfOtherExpertsAlone() {
        try (HeldWeights weights = ModelFixture.weights(TENSORS.manager(), SPEC, 1, 3);
                var sgd = new Sgd(TENSORS.manager(), 0.5, 0);
                var step = new TrainingStep(TENSORS.manager(), weights, sgd, new StepSettings(0, 0))) {
            ByteBuffer before = weights.export(PartId.GATE);
            step.run(ModelFixture.batch(ModelFixture.separable(SPEC, 12, 5)));
            ByteBuffer after = weights.export(PartId.GATE);
            int row = SPEC.hidden() * Float.BYTES;
            for (int expert = 0; expert < 4; expert++) {
                boolean same = before.slice(expert * row, row).equals(after.slice(expert * row, row));
                assertThat(same).as("row of expert %d", expert).isEqualTo(expert == 0 || expert == 2);
            }
        }
    }

    @Test
    void aPartThatIsNotHeldHasNoTensors() {
        try (HeldWeights weights = ModelFixture.weights(TENSORS.manager(), SPEC, 1, 3)) {
            ByteBuffer bytes = ModelFixture.initial(SPEC, PartId.expert(2));
            assertThatThrownBy(() -> weights.load(PartId.expert(2), bytes))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("expert/2 is not held here; held are [1, 3]");
        }
    }

    @Test
    void aPartOfAnotherSizeIsRefused() {
        try (HeldWeights weights = ModelFixture.weights(TENSORS.manager(), SPEC, 1)) {
            assertThatThrownBy(() -> weights.load(PartId.expert(1), ByteBuffer.allocate(8)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not 8");
        }
    }

    private static ByteBuffer randomBits(PartId id) {
        byte[] bits = new byte[(int) SPEC.manifest().part(id).sizeBytes()];
        var random = new SplittableRandom(1);
        random.nextBytes(bits);
        return ByteBuffer.wrap(bits).order(ByteOrder.LITTLE_ENDIAN);
    }
}
