package dev.fedmoe.worker.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.core.model.PartId;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An expert is one index through all layers: its part holds tensors of each, and the gate a row in each. */
class LayeredExpertsTest {
    private static final ModelSpec SPEC = new ModelSpec(new LayeredMoe(), List.of(12), 3, 4, 1, 10, 1);
    private static NDManager manager;

    @BeforeAll
    static void start() {
        manager = TorchRuntime.start();
    }

    @AfterAll
    static void stop() {
        manager.close();
    }

    @Test
    void allLayersAreTrained() {
        var dataset = ModelFixture.separable(SPEC, 60, 1);
        try (HeldWeights weights = weights(1, 3);
                var adam = new Adam(manager, 0.02);
                var step = new TrainingStep(manager, weights, adam, new StepSettings(1, 0.01))) {
            ByteBuffer before = weights.export(PartId.expert(1));
            StepOutcome outcome = step.run(ModelFixture.batch(dataset));
            for (int i = 0; i < 40; i++) {
                step.run(ModelFixture.batch(dataset));
            }
            ByteBuffer after = weights.export(PartId.expert(1));
            int layer = before.limit() / LayeredMoe.LAYERS;

            assertThat(outcome.routed().stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(LayeredMoe.LAYERS * 60);
            assertThat(after.slice(0, layer)).isNotEqualTo(before.slice(0, layer));
            assertThat(after.slice(layer, layer)).isNotEqualTo(before.slice(layer, layer));
            assertThat(new ModelScorer(manager, weights)
                            .score(dataset, ModelFixture.all(dataset))
                            .loss())
                    .isLessThan(0.1);
        }
    }

    @Test
    void rowsOfOtherExpertsStayInEveryTensorOfTheGate() {
        try (HeldWeights weights = weights(1, 3);
                var sgd = new Sgd(manager, 0.5, 0);
                var step = new TrainingStep(manager, weights, sgd, new StepSettings(0, 0.1))) {
            ByteBuffer before = weights.export(PartId.GATE);
            step.run(ModelFixture.batch(ModelFixture.separable(SPEC, 12, 5)));
            ByteBuffer after = weights.export(PartId.GATE);
            int row = SPEC.hidden() * Float.BYTES;
            for (int layer = 0; layer < LayeredMoe.LAYERS; layer++) {
                int start = layer * before.limit() / LayeredMoe.LAYERS;
                for (int expert = 0; expert < 4; expert++) {
                    int at = start + expert * row;
                    assertThat(before.slice(at, row).equals(after.slice(at, row)))
                            .as("layer %d, row of expert %d", layer, expert)
                            .isEqualTo(expert == 0 || expert == 2);
                }
            }
        }
    }

    private static HeldWeights weights(Integer... held) {
        var weights = new HeldWeights(manager, SPEC, List.of(held), LayeredMoe.Pass::new);
        weights.parts().forEach(part -> weights.load(part.id(), ModelFixture.initial(SPEC, part.id())));
        return weights;
    }
}
