package dev.fedmoe.worker.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.core.capacity.OptimizerKind;
import dev.fedmoe.core.job.training.LocalTrainingSpec;
import dev.fedmoe.core.job.training.LocalWork.LocalSteps;
import dev.fedmoe.core.job.training.OptimizerSpec;
import dev.fedmoe.worker.data.Dataset;
import dev.fedmoe.worker.data.HoldoutSplit;
import dev.fedmoe.worker.model.HeldWeights;
import dev.fedmoe.worker.model.ModelFixture;
import dev.fedmoe.worker.model.ModelScorer;
import dev.fedmoe.worker.model.TensorLibraryExtension;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LocalRoundTest {
    private static final int ABSENT = 2;

    private static final Dataset ALL = ModelFixture.separable(ModelFixture.MLP, 60, 1);

    @RegisterExtension
    static final TensorLibraryExtension TENSORS = new TensorLibraryExtension();

    @Test
    void aClassTheClientLacksIsUnlearnedUnlessLogitsAreAdjusted() {
        assertThat(recallOfTheAbsentClass(0)).isLessThan(0.2);
        assertThat(recallOfTheAbsentClass(1)).isGreaterThan(0.9);
    }

    /** Nothing is learned yet: only its shares tell the client that nearly all is of class 0. */
    @Test
    void aClientScoresItselfButNoSingleExpertByTheSharesItTrainedWith() {
        var classes = of(label -> label == 0).size();
        var adjusted = firstOutcome(1);
        var plain = firstOutcome(0);

        assertThat(adjusted.holdout().correct()).isEqualTo(classes);
        assertThat(plain.holdout().correct()).isLessThan(classes);
        assertThat(adjusted.lossBefore()).isLessThan(plain.lossBefore());
        assertThat(adjusted.experts().get(0).loss())
                .isEqualTo(plain.experts().get(0).loss());
    }

    private static LocalTrainingOutcome firstOutcome(double logitAdjustment) {
        var first = of(label -> label == 0);
        try (var weights = ModelFixture.weights(TENSORS.manager(), ModelFixture.MLP, 0, 1)) {
            return new LocalRound(TENSORS.manager(), spec(logitAdjustment), new HoldoutSplit(first, first))
                    .run(weights, 5, () -> false)
                    .orElseThrow();
        }
    }

    /** After a round with all classes and one without the last. */
    private static double recallOfTheAbsentClass(double logitAdjustment) {
        try (var weights = ModelFixture.weights(TENSORS.manager(), ModelFixture.MLP, 0, 1)) {
            train(weights, ALL, logitAdjustment);
            train(weights, of(label -> label != ABSENT), logitAdjustment);
            var absent = of(label -> label == ABSENT);
            var score = new ModelScorer(TENSORS.manager(), weights).score(absent, ModelFixture.all(absent));
            return score.correct() / (double) score.samples();
        }
    }

    private static void train(HeldWeights weights, Dataset dataset, double logitAdjustment) {
        var none = dataset.select(new int[0]);
        assertThat(new LocalRound(TENSORS.manager(), spec(logitAdjustment), new HoldoutSplit(dataset, none))
                        .run(weights, 5, () -> false))
                .isPresent();
    }

    private static LocalTrainingSpec spec(double logitAdjustment) {
        return new LocalTrainingSpec(
                new LocalSteps(60), 20, new OptimizerSpec(OptimizerKind.SGD, 0.1, 0, 0), 0, logitAdjustment);
    }

    private static Dataset of(IntPredicate labels) {
        return ALL.select(IntStream.range(0, ALL.size())
                .filter(sample -> labels.test(ALL.label(sample)))
                .toArray());
    }
}
