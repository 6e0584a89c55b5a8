package dev.fedmoe.worker.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The backward pass reads memory that Java may think nobody needs any more: a garbage collection between forward and
 * backward must not change a gradient.
 */
class ForcedCollectionTest {
    private final List<ByteBuffer> churn = new ArrayList<>();

    @Test
    void collectionBeforeBackwardChangesNoGradient() {
        try (NDManager manager = TorchRuntime.start();
                HeldWeights weights = ModelFixture.weights(manager, ModelFixture.MLP, 0, 2, 3);
                var sgd = new Sgd(manager, 0.1, 0);
                var step = new TrainingStep(manager, weights, sgd, new StepSettings(0, 0.1))) {
            BatchBuffer batch = ModelFixture.batch(ModelFixture.separable(ModelFixture.MLP, 30, 1));
            List<Float> undisturbed = gradients(step, weights, batch, manager, () -> {});
            for (int i = 0; i < 10; i++) {
                assertThat(gradients(step, weights, batch, manager, this::collect))
                        .isEqualTo(undisturbed);
            }
        }
    }

    private static List<Float> gradients(
            TrainingStep step, HeldWeights weights, BatchBuffer batch, NDManager manager, Runnable between) {
        try (NDManager scope = manager.newSubManager();
                GradientCollector collector =
                        Engine.getEngine(TorchRuntime.ENGINE).newGradientCollector()) {
            TrainingStep.Pass pass = step.forward(batch, scope);
            between.run();
            collector.backward(pass.objective());
            List<Float> values = new ArrayList<>();
            for (String tensor : weights.parts().get(0).tensors().keySet()) {
                for (float value : pass.parameters().get(tensor).getGradient().toFloatArray()) {
                    values.add(value);
                }
            }
            return values;
        }
    }

    /** Frees what is unreachable, then writes over it. */
    private void collect() {
        System.gc();
        System.runFinalization();
        churn.clear();
        for (int i = 0; i < 2000; i++) {
            ByteBuffer noise = ByteBuffer.allocateDirect(4 + i % 64);
            while (noise.hasRemaining()) {
                noise.put((byte) 0x55);
            }
            churn.add(noise);
        }
    }
}
