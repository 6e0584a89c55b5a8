package dev.fedmoe.coordinator.spool;

import static dev.fedmoe.core.aggregation.UpdateEncoding.BLOCK_ELEMENTS;

import dev.fedmoe.coordinator.commit.Commit;
import dev.fedmoe.coordinator.commit.PartDraft;
import dev.fedmoe.coordinator.commit.PartFile;
import dev.fedmoe.core.aggregation.Aggregator;
import dev.fedmoe.core.aggregation.BlockFold;
import dev.fedmoe.core.aggregation.ContributionWeights;
import dev.fedmoe.core.aggregation.FedAvgServerOptimizer;
import dev.fedmoe.core.aggregation.Float32Encoding;
import dev.fedmoe.core.aggregation.ServerOptimizer;
import dev.fedmoe.core.aggregation.UpdateEncoding;
import dev.fedmoe.core.aggregation.WeightedMeanAggregator;
import dev.fedmoe.core.model.PartSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Folds the spooled updates of one part into the next commit, block by block, contributors in the order given. */
public final class PartFold {
    private static final float[][] NO_STATE = {};

    private final Aggregator aggregator;
    private final ServerOptimizer optimizer;
    private final UpdateEncoding encoding;
    private final ByteBuffer encoded;
    private final float[] values = new float[BLOCK_ELEMENTS];
    private final ByteBuffer bytes = room(BLOCK_ELEMENTS * Float.BYTES);

    /** Federated averaging of updates that come as they are. */
    public PartFold() {
        this(new WeightedMeanAggregator(), new FedAvgServerOptimizer(), new Float32Encoding());
    }

    /** @param optimizer one without state: a commit has no place for any yet */
    public PartFold(Aggregator aggregator, ServerOptimizer optimizer, UpdateEncoding encoding) {
        if (optimizer.stateTensors() > 0) {
            throw new IllegalArgumentException(optimizer + " keeps " + optimizer.stateTensors()
                    + " numbers a weight from round to round, and a commit has no place for them yet");
        }
        this.aggregator = aggregator;
        this.optimizer = optimizer;
        this.encoding = encoding;
        this.encoded = room(encoding.maxBytes(BLOCK_ELEMENTS));
    }

    /** Writes the whole part to {@code draft}. Elements that nobody weighs stay as in {@code before}. */
    public void run(
            PartSpec spec, ContributionWeights weights, List<SpooledPart> contributors, Commit before, PartDraft draft)
            throws IOException {
        var fold = new BlockFold(weights, aggregator, optimizer, BLOCK_ELEMENTS);
        var updates = new float[contributors.size()][BLOCK_ELEMENTS];
        var blocks = new ArrayList<SpooledBlocks>();
        try (var committed = PartFile.open(before.file(), before.part(spec.id()))) {
            for (SpooledPart contributor : contributors) {
                blocks.add(new SpooledBlocks(contributor.read(), encoding));
            }
            for (long start = 0; start < spec.elements(); start += BLOCK_ELEMENTS) {
                int length = (int) Math.min(BLOCK_ELEMENTS, spec.elements() - start);
                for (int c = 0; c < updates.length; c++) {
                    blocks.get(c).next(encoded, updates[c], length);
                }
                if (fold.readsCommitted()) {
                    read(committed, start, length);
                }
                fold.fold(start, length, updates, values, NO_STATE);
                draft.write(written(length));
            }
        } finally {
            for (SpooledBlocks open : blocks) {
                open.close();
            }
        }
    }

    private static ByteBuffer room(int sizeBytes) {
        return ByteBuffer.allocateDirect(sizeBytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void read(PartFile committed, long start, int length) throws IOException {
        committed.read(start * Float.BYTES, bytes.clear().limit(length * Float.BYTES));
        bytes.flip().asFloatBuffer().get(values, 0, length);
    }

    private ByteBuffer written(int length) {
        bytes.clear().asFloatBuffer().put(values, 0, length);
        return bytes.limit(length * Float.BYTES);
    }
}
