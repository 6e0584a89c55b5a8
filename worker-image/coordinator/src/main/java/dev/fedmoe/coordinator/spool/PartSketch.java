package dev.fedmoe.coordinator.spool;

import dev.fedmoe.coordinator.commit.Commit;
import dev.fedmoe.coordinator.commit.PartFile;
import dev.fedmoe.core.fitness.UpdateSketch;
import dev.fedmoe.core.model.PartSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Sketches what an update changes in a part. Of a large part a million weights are looked at, in even runs: a few milliseconds. */
public final class PartSketch {
    static final int RUN = 1 << 12;
    static final int RUNS = 1 << 8;

    private PartSketch() {}

    /** Of a part that has arrived whole, against the commit it was trained from. */
    public static UpdateSketch of(PartSpec part, SpooledPart update, Commit before) throws IOException {
        var sketch = new UpdateSketch.Builder();
        long runs = (part.elements() + RUN - 1) / RUN;
        var changed = ByteBuffer.allocate(RUN * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        var committed = ByteBuffer.allocate(RUN * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (var after = update.read();
                var file = PartFile.open(before.file(), before.part(part.id()))) {
            for (long i = 0; i < Math.min(runs, RUNS); i++) {
                long start = RUN * (runs <= RUNS ? i : i * runs / RUNS);
                int bytes = Float.BYTES * (int) Math.min(RUN, part.elements() - start);
                PartFile.readFully(after, start * Float.BYTES, changed.clear().limit(bytes));
                file.read(start * Float.BYTES, committed.clear().limit(bytes));
                add(
                        sketch,
                        start,
                        changed.flip().asFloatBuffer(),
                        committed.flip().asFloatBuffer());
            }
        }
        return sketch.build();
    }

    private static void add(UpdateSketch.Builder sketch, long start, FloatBuffer changed, FloatBuffer committed) {
        for (int i = 0; i < changed.limit(); i++) {
            sketch.add(start + i, (double) changed.get(i) - committed.get(i));
        }
    }
}
