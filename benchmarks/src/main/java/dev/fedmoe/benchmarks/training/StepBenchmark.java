package dev.fedmoe.benchmarks.training;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.fedmoe.core.model.ConvMoe;
import dev.fedmoe.core.model.InitialWeights;
import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.core.model.PartSpec;
import dev.fedmoe.worker.data.Dataset;
import dev.fedmoe.worker.data.SampleShape;
import dev.fedmoe.worker.model.BatchBuffer;
import dev.fedmoe.worker.model.HeldWeights;
import dev.fedmoe.worker.model.Sgd;
import dev.fedmoe.worker.model.StepSettings;
import dev.fedmoe.worker.model.TorchRuntime;
import dev.fedmoe.worker.model.TrainingStep;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The worker's training step against the same mathematics straight down in DJL, taking turns. */
@Command(name = "step", description = "One training step: the worker's against plain DJL. Prints one JSON line.")
public final class StepBenchmark implements Callable<Integer> {
    private static final int WARM_UP = 30;

    @Option(names = "--steps", defaultValue = "200", description = "Timed steps of each. Default: ${DEFAULT-VALUE}")
    private int steps;

    @Option(names = "--batch", defaultValue = "32", description = "Samples a step. Default: ${DEFAULT-VALUE}")
    private int batchSize;

    @Option(names = "--held", defaultValue = "4", description = "Experts held. Default: ${DEFAULT-VALUE}")
    private int held;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        var model = new ModelSpec(new ConvMoe(), List.of(1, 28, 28), 10, 8, 2, 64, 64);
        Dataset dataset = noise(model);
        int[] order = IntStream.range(0, batchSize).toArray();
        float[] values = new float[batchSize * model.inputSize()];
        long[] labels = IntStream.of(order).mapToLong(dataset::label).toArray();
        var shape = new Shape(batchSize, 1, 28, 28);
        long[] ours = new long[steps];
        long[] plain = new long[steps];
        try (NDManager manager = TorchRuntime.start();
                HeldWeights weights = weights(manager, model);
                var sgd = new Sgd(manager, 0.05, 0.9);
                var step = new TrainingStep(manager, weights, sgd, new StepSettings(1, 0.01))) {
            var plainStep = new PlainTrainingStep(manager, shapes(model), model.topK());
            var batch = new BatchBuffer(dataset.shape(), batchSize);
            Runnable worker = () -> {
                batch.fill(dataset, order, 0, batchSize);
                step.run(batch);
            };
            Runnable bare = () -> {
                fill(dataset, order, values);
                plainStep.run(values, shape, labels);
            };
            for (int i = -WARM_UP; i < steps; i++) {
                // Who goes first alternates: the second finds warmer caches.
                long first = nanos(i % 2 == 0 ? worker : bare);
                long second = nanos(i % 2 == 0 ? bare : worker);
                ours[Math.max(0, i)] = i % 2 == 0 ? first : second;
                plain[Math.max(0, i)] = i % 2 == 0 ? second : first;
            }
        }
        report(median(ours), median(plain));
        return 0;
    }

    private void report(double ours, double plain) {
        PrintWriter out = command.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "{\"benchmark\":\"step\",\"batch\":%d,\"held\":%d,\"worker_ms\":%.3f,\"plain_ms\":%.3f,\"ratio\":%.3f}%n",
                batchSize,
                held,
                ours / 1e6,
                plain / 1e6,
                ours / plain);
        out.flush();
    }

    private HeldWeights weights(NDManager manager, ModelSpec model) throws IOException {
        var weights =
                new HeldWeights(manager, model, IntStream.range(0, held).boxed().toList());
        var ids = new ArrayList<>(List.of(PartId.SHARED, PartId.GATE));
        IntStream.range(0, held).mapToObj(PartId::expert).forEach(ids::add);
        for (PartId id : ids) {
            PartSpec part = model.manifest().part(id);
            var bytes = ByteBuffer.allocate((int) part.sizeBytes()).order(ByteOrder.LITTLE_ENDIAN);
            new InitialWeights(model.architecture(), 7).write(part, bytes::put);
            weights.load(id, bytes.flip());
        }
        return weights;
    }

    private List<Shape> shapes(ModelSpec model) {
        List<Shape> shapes = new ArrayList<>();
        model.manifest().part(PartId.SHARED).tensors().forEach(t -> shapes.add(shape(t.shape())));
        shapes.add(new Shape(held, model.hidden()));
        shapes.add(new Shape(held));
        for (int e = 0; e < held; e++) {
            model.manifest().part(PartId.expert(e)).tensors().forEach(t -> shapes.add(shape(t.shape())));
        }
        return shapes;
    }

    private static Shape shape(List<Integer> dimensions) {
        return new Shape(dimensions.stream().mapToLong(Integer::longValue).toArray());
    }

    private Dataset noise(ModelSpec model) {
        var random = new SplittableRandom(3);
        byte[] pixels = new byte[batchSize * model.inputSize()];
        random.nextBytes(pixels);
        int[] labels = IntStream.range(0, batchSize).map(i -> i % 10).toArray();
        return Dataset.ofBytes(pixels, labels, new SampleShape(model.inputShape(), 10));
    }

    private static void fill(Dataset dataset, int[] order, float[] values) {
        var buffer = FloatBuffer.wrap(values);
        for (int sample : order) {
            dataset.copyTo(sample, buffer);
        }
    }

    private static long nanos(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }

    private static double median(long[] nanos) {
        return Arrays.stream(nanos).sorted().toArray()[nanos.length / 2];
    }
}
