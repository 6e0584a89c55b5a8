package dev.fedmoe.worker.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.worker.data.Dataset;
import java.nio.ByteBuffer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TrainingStepTest {
    @RegisterExtension
    static final TensorLibraryExtension TENSORS = new TensorLibraryExtension();

    @Test
    void momentumDescentLearnsSeparableClasses() {
        assertThat(lossAfter(40, ModelFixture.MLP, m -> new Sgd(m, 0.1, 0.9))).isLessThan(0.1);
    }

    @Test
    void adamLearnsSeparableClasses() {
        assertThat(lossAfter(40, ModelFixture.MLP, m -> new Adam(m, 0.02))).isLessThan(0.1);
    }

    @Test
    void convolutionsLearnSeparableClasses() {
        assertThat(lossAfter(40, ModelFixture.CONV, m -> new Sgd(m, 0.1, 0.9))).isLessThan(0.1);
    }

    @Test
    void sameBatchesSameBits() {
        assertThat(trained(10)).isEqualTo(trained(10));
    }

    @Test
    void clippingBoundsTheMoveOfAStep() {
        try (HeldWeights weights = ModelFixture.weights(TENSORS.manager(), ModelFixture.MLP, 0, 2);
                var sgd = new Sgd(TENSORS.manager(), 1, 0);
                var step = new TrainingStep(TENSORS.manager(), weights, sgd, new StepSettings(0.01, 0))) {
            double squares = 0;
            var before =
                    weights.parts().stream().map(p -> weights.export(p.id())).toList();
            step.run(ModelFixture.batch(ModelFixture.separable(ModelFixture.MLP, 30, 1)));
            for (int p = 0; p < before.size(); p++) {
                ByteBuffer after = weights.export(weights.parts().get(p).id());
                for (int at = 0; at < after.limit(); at += Float.BYTES) {
                    squares += Math.pow(after.getFloat(at) - before.get(p).getFloat(at), 2);
                }
            }
            assertThat(Math.sqrt(squares)).isBetween(0.0099, 0.0101);
        }
    }

    @Test
    void balanceLossEvensTheExperts() {
        assertThat(busiestShare(0.5)).isLessThan(busiestShare(0) - 0.1);
    }

    @Test
    void stepsLeaveNoArrayBehind() {
        try (NDManager scope = TENSORS.manager().newSubManager();
                HeldWeights weights = ModelFixture.weights(scope, ModelFixture.MLP, 0, 1, 2);
                var adam = new Adam(scope, 0.01);
                var step = new TrainingStep(scope, weights, adam, new StepSettings(1, 0.1))) {
            BatchBuffer batch = ModelFixture.batch(ModelFixture.separable(ModelFixture.MLP, 30, 1));
            run(step, batch, 3);
            int before = scope.getManagedArrays().size();
            run(step, batch, 50);
            assertThat(scope.getManagedArrays().size()).isEqualTo(before);
        }
    }

    private static void run(TrainingStep step, BatchBuffer batch, int steps) {
        for (int i = 0; i < steps; i++) {
            step.run(batch);
        }
    }

    private static double lossAfter(int steps, ModelSpec spec, Function<NDManager, Optimizer> optimizer) {
        Dataset dataset = ModelFixture.separable(spec, 60, 1);
        try (HeldWeights weights = ModelFixture.weights(TENSORS.manager(), spec, 0, 2, 3);
                Optimizer descent = optimizer.apply(TENSORS.manager());
                var step = new TrainingStep(TENSORS.manager(), weights, descent, new StepSettings(1, 0.01))) {
            run(step, ModelFixture.batch(dataset), steps);
            return new ModelScorer(TENSORS.manager(), weights)
                    .score(dataset, ModelFixture.all(dataset))
                    .loss();
        }
    }

    private static ByteBuffer trained(int steps) {
        try (HeldWeights weights = ModelFixture.weights(TENSORS.manager(), ModelFixture.CONV, 0, 2);
                var sgd = new Sgd(TENSORS.manager(), 0.1, 0.9);
                var step = new TrainingStep(TENSORS.manager(), weights, sgd, new StepSettings(1, 0.01))) {
            run(step, ModelFixture.batch(ModelFixture.separable(ModelFixture.CONV, 20, 2)), steps);
            return weights.export(PartId.SHARED);
        }
    }

    private static double busiestShare(double balanceLoss) {
        Dataset dataset = ModelFixture.separable(ModelFixture.MLP, 60, 1);
        try (HeldWeights weights = ModelFixture.weights(TENSORS.manager(), ModelFixture.MLP, 0, 1, 2, 3);
                var sgd = new Sgd(TENSORS.manager(), 0.1, 0.9);
                var step = new TrainingStep(TENSORS.manager(), weights, sgd, new StepSettings(0, balanceLoss))) {
            BatchBuffer batch = ModelFixture.batch(dataset);
            run(step, batch, 60);
            var routed = step.run(batch).routed();
            return IntStream.range(0, 4).map(routed::get).max().orElseThrow() / 120.0;
        }
    }
}
