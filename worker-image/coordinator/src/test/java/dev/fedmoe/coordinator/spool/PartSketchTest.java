package dev.fedmoe.coordinator.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.coordinator.commit.Commit;
import dev.fedmoe.coordinator.commit.CommitRecord;
import dev.fedmoe.core.alignment.AlignmentPlan;
import dev.fedmoe.core.federation.knowledge.LearnedTables;
import dev.fedmoe.core.federation.knowledge.RoundFacts;
import dev.fedmoe.core.federation.knowledge.TrainingTotals;
import dev.fedmoe.core.fitness.UpdateSketch;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.core.model.PartSpec;
import dev.fedmoe.core.model.TensorSpec;
import dev.fedmoe.core.random.CounterRandom;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartSketchTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void isOfAllWeightsOfASmallPart() throws Exception {
        int weights = 2 * PartSketch.RUN + 7;
        var expected = new UpdateSketch.Builder();
        for (int i = 0; i < weights; i++) {
            expected.add(i, (double) after(i) - before(i));
        }

        assertThat(sketch(weights)).isEqualTo(expected.build());
    }

    @Test
    void isOfAMillionWeightsOfALargePartInEvenRuns() throws Exception {
        int runs = 2 * PartSketch.RUNS;
        var expected = new UpdateSketch.Builder();
        for (int run = 0; run < runs; run += 2) {
            for (int i = run * PartSketch.RUN; i < (run + 1) * PartSketch.RUN; i++) {
                expected.add(i, (double) after(i) - before(i));
            }
        }

        assertThat(sketch(runs * PartSketch.RUN)).isEqualTo(expected.build());
    }

    private UpdateSketch sketch(int weights) throws IOException {
        var part = new PartSpec(PartId.SHARED, List.of(TensorSpec.f32("weight", weights)));
        var before = ByteBuffer.allocate((int) part.sizeBytes()).order(ByteOrder.LITTLE_ENDIAN);
        var after = ByteBuffer.allocate((int) part.sizeBytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < weights; i++) {
            before.putFloat(before(i));
            after.putFloat(after(i));
        }
        Path file = Files.write(folder.resolve("commit"), before.array());
        try (var spool = new UpdateSpool(folder.resolve("spool"))) {
            var update = spool.part("a", part);
            update.lease().append(after.flip());
            update.settle();
            return PartSketch.of(part, update, commit(part, file));
        }
    }

    private static Commit commit(PartSpec part, Path file) {
        var record = new CommitRecord(
                new CommitRecord.Chain("uid", "", 0, 0, ""),
                List.of(new CommitRecord.Part(part.id().toString(), 0, 0, part.sizeBytes(), 0, "")),
                LearnedTables.nothing(1),
                RoundFacts.none(1),
                TrainingTotals.NONE,
                new AlignmentPlan(List.of(), List.of()));
        return new Commit(record, "", file);
    }

    private static float before(int weight) {
        return CounterRandom.of(1, "before").unit(weight);
    }

    private static float after(int weight) {
        return CounterRandom.of(1, "after").unit(weight);
    }
}
