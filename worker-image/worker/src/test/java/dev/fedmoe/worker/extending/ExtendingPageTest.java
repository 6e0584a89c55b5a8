package dev.fedmoe.worker.extending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import dev.fedmoe.core.aggregation.Aggregator;
import dev.fedmoe.core.aggregation.BlockFold;
import dev.fedmoe.core.aggregation.ContributionWeights;
import dev.fedmoe.core.aggregation.FedAvgServerOptimizer;
import dev.fedmoe.core.aggregation.ServerOptimizer;
import dev.fedmoe.core.aggregation.UpdateEncoding;
import dev.fedmoe.core.aggregation.WeightedMeanAggregator;
import dev.fedmoe.core.alignment.Aligner;
import dev.fedmoe.core.alignment.AlignmentProblem;
import dev.fedmoe.core.alignment.AlignmentProblem.Participant;
import dev.fedmoe.core.capacity.JobCost;
import dev.fedmoe.core.capacity.OptimizerKind;
import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.core.model.MoeArchitecture;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.core.model.PartSpec;
import dev.fedmoe.core.model.TensorSpec;
import dev.fedmoe.worker.data.Dataset;
import dev.fedmoe.worker.model.HeldWeights;
import dev.fedmoe.worker.model.ModelFixture;
import dev.fedmoe.worker.model.ModelScorer;
import dev.fedmoe.worker.model.Sgd;
import dev.fedmoe.worker.model.StepSettings;
import dev.fedmoe.worker.model.TorchRuntime;
import dev.fedmoe.worker.model.TrainingStep;
import dev.fedmoe.worker.network.ForwardPass;
import dev.fedmoe.worker.network.ForwardPassFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/extending.md shows compiles as it stands there and does what the page says. */
class ExtendingPageTest {
    private static final Path PAGE = Path.of("../../docs/extending.md");
    private static final PartSpec PART = new PartSpec(PartId.expert(0), List.of(TensorSpec.f32("w", 2)));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static DocumentedExamples examples;

    @BeforeAll
    static void compile() throws IOException {
        examples = new DocumentedExamples(PAGE, folder);
    }

    @AfterAll
    static void close() throws IOException {
        examples.close();
    }

    @Test
    void everyExampleIsShort() {
        assertThat(examples.sources()).hasSize(6).allSatisfy((type, source) -> assertThat(source.lines())
                .as(type)
                .hasSizeLessThan(60));
    }

    @Test
    void medianIsMovedByNoSingleClient() throws Exception {
        var median = examples.create("MedianAggregator", Aggregator.class);
        var weights = ContributionWeights.uniform(PART, List.of(1L, 1L, 1000L));
        var fold = new BlockFold(weights, median, new FedAvgServerOptimizer(), 2);
        float[] values = new float[2];

        fold.fold(0, 2, new float[][] {{1, 5}, {2, 4}, {1e9f, -1e9f}}, values, new float[0][]);

        assertThat(values).containsExactly(2, 4);
    }

    @Test
    void momentumGoesOnWhereTheAggregateStands() throws Exception {
        var momentum = examples.create("MomentumServerOptimizer", ServerOptimizer.class, 1.0, 0.5);
        var weights = ContributionWeights.uniform(PART, List.of(3L));
        var fold = new BlockFold(weights, new WeightedMeanAggregator(), momentum, 2);
        float[] values = {0, 10};
        var state = new float[momentum.stateTensors()][2];

        fold.fold(0, 2, new float[][] {{4, 10}}, values, state);
        assertThat(values).containsExactly(4, 10);

        fold.fold(0, 2, new float[][] {values.clone()}, values, state);
        assertThat(values).containsExactly(6, 10);
        assertThat(fold.readsCommitted()).isTrue();
    }

    @Test
    void halfPrecisionRoundsToTheNearest() throws Exception {
        var encoding = examples.create("Float16Encoding", UpdateEncoding.class);
        float[] values = {1, -2, 0.1f, 65504, 65520, 0x1p-24f, 0x1p-26f, 2049, 2051, -0f, Float.NaN};
        var bytes = ByteBuffer.allocate(encoding.maxBytes(values.length)).order(ByteOrder.LITTLE_ENDIAN);
        float[] decoded = new float[values.length];

        encoding.encode(values, values.length, bytes);
        encoding.decode(bytes.flip(), decoded, values.length);

        assertThat(bytes.limit()).isEqualTo(22);
        assertThat(bytes.getShort(0)).isEqualTo((short) 0x3c00);
        assertThat(decoded)
                .containsExactly(
                        1, -2, 0.099975586f, 65504, Float.POSITIVE_INFINITY, 0x1p-24f, 0, 2048, 2052, -0f, Float.NaN);
    }

    @Test
    void architectureOfThePageIsLearnt() throws Exception {
        var architecture = examples.create("LinearMoe", MoeArchitecture.class);
        var spec = new ModelSpec(architecture, List.of(12), 3, 4, 2, 10, 1);
        Dataset dataset = ModelFixture.separable(spec, 60, 1);
        try (NDManager manager = TorchRuntime.start();
                var weights = new HeldWeights(manager, spec, List.of(0, 2, 3), forwardPass());
                var sgd = new Sgd(manager, 0.3, 0.9);
                var step = new TrainingStep(manager, weights, sgd, new StepSettings(1, 0.01))) {
            for (PartId part :
                    List.of(PartId.SHARED, PartId.GATE, PartId.expert(0), PartId.expert(2), PartId.expert(3))) {
                weights.load(part, ModelFixture.initial(spec, part));
            }
            var scorer = new ModelScorer(manager, weights);
            var before = scorer.probe(dataset, ModelFixture.all(dataset));
            for (int i = 0; i < 40; i++) {
                step.run(ModelFixture.batch(dataset));
            }
            var after = scorer.probe(dataset, ModelFixture.all(dataset));

            assertThat(before.gated().loss()).isGreaterThan(0.8);
            assertThat(after.gated().loss()).isLessThan(0.1);
            assertThat(after.experts()).hasSize(3);
        }
    }

    @Test
    void architectureOfThePageIsPlacedAndRefusedByItsOwnRules() throws Exception {
        var architecture = examples.create("LinearMoe", MoeArchitecture.class);
        var cost = JobCost.of(new ModelSpec(architecture, List.of(12), 3, 4, 2, 10, 1), 8, OptimizerKind.SGD);

        assertThat(cost.expert().parameterBytes()).isEqualTo(4 * (3 * 10 + 3));
        assertThat(cost.worker().flopsPerSample()).isEqualTo(6 * (12 + 4) * 10);
        assertThatThrownBy(() -> new ModelSpec(architecture, List.of(1, 3, 4), 3, 4, 2, 10, 1))
                .hasMessage("linear-moe reads [features], not [1, 3, 4]");
    }

    @Test
    void alignerDealsWhatHasBeenTrainedLeast() throws Exception {
        var aligner = examples.create("LeastTrainedAligner", Aligner.class);
        var unknown = List.of(Double.NaN, Double.NaN, Double.NaN);
        var problem = new AlignmentProblem(
                1,
                1,
                3,
                1,
                List.of(new Participant("a", 1, 50, unknown), new Participant("b", 2, 10, unknown)),
                List.of(90.0, 10.0, 30.0));

        var plan = aligner.align(problem);

        assertThat(plan.experts()).containsEntry("a", List.of(1)).containsEntry("b", List.of(1, 2));
        assertThat(plan.assignments().get(1).choices().get(0).reason()).isEqualTo("trained least (load 60)");
    }

    private static ForwardPassFactory forwardPass() {
        return parameters -> {
            try {
                return examples.create("LinearMoeForwardPass", ForwardPass.class, parameters);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        };
    }
}
