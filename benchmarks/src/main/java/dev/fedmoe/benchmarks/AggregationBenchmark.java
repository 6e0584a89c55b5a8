package dev.fedmoe.benchmarks;

import dev.fedmoe.coordinator.commit.Commit;
import dev.fedmoe.coordinator.commit.CommitStore;
import dev.fedmoe.coordinator.spool.PartFold;
import dev.fedmoe.coordinator.spool.SpooledPart;
import dev.fedmoe.coordinator.spool.UpdateSpool;
import dev.fedmoe.coordinator.store.CheckpointVolume;
import dev.fedmoe.coordinator.store.MilestoneListener;
import dev.fedmoe.core.aggregation.BlockFold;
import dev.fedmoe.core.aggregation.ContributionWeights;
import dev.fedmoe.core.aggregation.FedAvgServerOptimizer;
import dev.fedmoe.core.aggregation.UpdateEncoding;
import dev.fedmoe.core.aggregation.WeightedMeanAggregator;
import dev.fedmoe.core.model.InitialWeights;
import dev.fedmoe.core.model.MlpMoe;
import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.core.model.PartSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Input folded a second by one thread: the arithmetic alone, and from spool files into a commit with its digests. */
@Command(name = "aggregation", description = "Aggregation, GB of input a second and core. Prints one JSON line.")
public final class AggregationBenchmark implements Callable<Integer> {
    private static final int CHUNK_BYTES = 1 << 20;

    @Option(names = "--clients", defaultValue = "8", description = "Updates of the part. Default: ${DEFAULT-VALUE}")
    private int clients;

    @Option(names = "--part-mb", defaultValue = "16", description = "Size of the part. Default: ${DEFAULT-VALUE}")
    private int partMb;

    @Mixin
    private RepeatOptions options = new RepeatOptions(5);

    @Override
    public Integer call() throws IOException {
        double arithmetic = 0;
        for (int i = 0; i < options.repeats(); i++) {
            arithmetic = Math.max(arithmetic, arithmetic());
        }
        options.print(
                "{\"clients\":%d,\"part_mb\":%d,\"arithmetic_GB_per_s\":%.2f,\"files_GB_per_s\":%.2f}",
                clients, partMb, arithmetic, files());
        return 0;
    }

    private double arithmetic() {
        PartSpec part = model().manifest().part(PartId.expert(0));
        int block = UpdateEncoding.BLOCK_ELEMENTS;
        var fold = new BlockFold(weights(part), new WeightedMeanAggregator(), new FedAvgServerOptimizer(), block);
        var updates = new float[clients][block];
        float[] values = new float[block];
        long start = System.nanoTime();
        for (long at = 0; at < part.elements(); at += block) {
            fold.fold(at, (int) Math.min(block, part.elements() - at), updates, values, new float[0][]);
        }
        return gigabytes(part) / (System.nanoTime() - start);
    }

    private double files() throws IOException {
        Path folder = Files.createTempDirectory("aggregation");
        var model = model();
        PartSpec part = model.manifest().part(PartId.expert(0));
        try (var volume = CheckpointVolume.open(folder);
                var spool = new UpdateSpool(volume.spool().resolve("benchmark"))) {
            var commits = new CommitStore(volume, "benchmark", model.manifest(), MilestoneListener.NONE);
            Commit before = commits.initialize(new InitialWeights(model.architecture(), 7));
            List<SpooledPart> updates = spooled(spool, part);
            double best = 0;
            for (int i = 0; i < options.repeats(); i++) {
                best = Math.max(best, fold(commits, before, part, updates));
            }
            return best;
        }
    }

    private double fold(CommitStore commits, Commit before, PartSpec part, List<SpooledPart> updates)
            throws IOException {
        try (var draft = commits.draft(1)) {
            var writer = draft.begin(part.id());
            long start = System.nanoTime();
            new PartFold().run(part, weights(part), updates, before, writer);
            draft.finish(part.id(), writer, 1);
            return gigabytes(part) / (System.nanoTime() - start);
        }
    }

    private List<SpooledPart> spooled(UpdateSpool spool, PartSpec part) throws IOException {
        var updates = new ArrayList<SpooledPart>();
        for (int c = 0; c < clients; c++) {
            var update = spool.part("client-" + c, part);
            var sink = update.lease();
            for (long left = part.sizeBytes(); left > 0; left -= CHUNK_BYTES) {
                sink.append(ByteBuffer.allocate((int) Math.min(CHUNK_BYTES, left)));
            }
            update.settle();
            updates.add(update);
        }
        return updates;
    }

    private ContributionWeights weights(PartSpec part) {
        return ContributionWeights.uniform(part, Collections.nCopies(clients, 100L));
    }

    /** In nanoseconds' terms: bytes a nanosecond are gigabytes a second. */
    private double gigabytes(PartSpec part) {
        return (double) part.sizeBytes() * clients;
    }

    private ModelSpec model() {
        int hidden = 256;
        int inside = (int) (((long) partMb << 20) / Float.BYTES / (2 * hidden + 1));
        return new ModelSpec(new MlpMoe(), List.of(16), 10, 1, 1, hidden, inside);
    }
}
