package dev.fedmoe.coordinator.spool;

import dev.fedmoe.coordinator.commit.Commit;
import dev.fedmoe.coordinator.commit.PartDraft;
import dev.fedmoe.coordinator.commit.PartFile;
import dev.fedmoe.core.aggregation.BlockFold;
import dev.fedmoe.core.aggregation.ContributionWeights;
import dev.fedmoe.core.model.PartSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/** Folds the spooled updates of one part into the next commit, block by block, contributors in the order given. */
public final class PartFold {
    private static final int BLOCK_ELEMENTS = 32 << 10;

    private final ByteBuffer bytes =
            ByteBuffer.allocateDirect(BLOCK_ELEMENTS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private final float[] values = new float[BLOCK_ELEMENTS];

    /** Writes the whole part to {@code draft}. Elements that nobody weighs stay as in {@code before}. */
    public void run(
            PartSpec spec, ContributionWeights weights, List<SpooledPart> contributors, Commit before, PartDraft draft)
            throws IOException {
        var fold = new BlockFold(weights, BLOCK_ELEMENTS);
        var channels = new ArrayList<FileChannel>();
        try (var committed = PartFile.open(before.file(), before.part(spec.id()))) {
            for (SpooledPart contributor : contributors) {
                channels.add(contributor.read());
            }
            for (long start = 0; start < spec.elements(); start += BLOCK_ELEMENTS) {
                int length = (int) Math.min(BLOCK_ELEMENTS, spec.elements() - start);
                fold.begin(start, length);
                for (int c = 0; c < channels.size(); c++) {
                    PartFile.readFully(channels.get(c), start * Float.BYTES, room(length));
                    fold.add(c, floats(length));
                }
                if (weights.hasGaps()) {
                    committed.read(start * Float.BYTES, room(length));
                    floats(length);
                }
                fold.finish(values);
                draft.write(bytes(length));
            }
        } finally {
            for (FileChannel channel : channels) {
                channel.close();
            }
        }
    }

    private ByteBuffer room(int length) {
        return bytes.clear().limit(length * Float.BYTES);
    }

    private float[] floats(int length) {
        bytes.flip();
        bytes.asFloatBuffer().get(values, 0, length);
        return values;
    }

    private ByteBuffer bytes(int length) {
        bytes.clear();
        bytes.asFloatBuffer().put(values, 0, length);
        return bytes.limit(length * Float.BYTES);
    }
}
