package dev.fedmoe.coordinator.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fedmoe.coordinator.commit.Commit;
import dev.fedmoe.coordinator.commit.CommitStore;
import dev.fedmoe.coordinator.store.CheckpointVolume;
import dev.fedmoe.coordinator.store.MilestoneListener;
import dev.fedmoe.core.aggregation.ContributionWeights;
import dev.fedmoe.core.aggregation.FedAvgServerOptimizer;
import dev.fedmoe.core.aggregation.Float32Encoding;
import dev.fedmoe.core.aggregation.ServerOptimizer;
import dev.fedmoe.core.aggregation.UpdateEncoding;
import dev.fedmoe.core.aggregation.WeightedMeanAggregator;
import dev.fedmoe.core.model.InitialWeights;
import dev.fedmoe.core.model.MlpMoe;
import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.core.model.PartSpec;
import dev.fedmoe.core.random.CounterRandom;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartFoldTest {
    private static final ModelSpec MODEL = new ModelSpec(new MlpMoe(), List.of(5), 3, 1, 1, 100, 600);

    /** 120,700 elements: thirty blocks, the last of them short. */
    private static final PartSpec PART = MODEL.manifest().part(PartId.expert(0));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void foldsAPartOfManyBlocksIntoItsWeightedMean() throws IOException {
        float[] folded = folded(new PartFold(), new Float32Encoding(), List.of(1L, 2L, 5L));

        for (int i = 0; i < folded.length; i++) {
            double sum = update(0, i) + 2.0 * update(1, i) + 5.0 * update(2, i);
            assertThat(folded[i]).isEqualTo((float) (sum / 8));
        }
    }

    @Test
    void moreContributorsThanAreReadAheadFoldToTheSame() throws IOException {
        var once = List.of(1L, 2L, 5L);
        var many = new ArrayList<Long>(once);
        IntStream.range(0, 100).forEach(i -> many.add(0L));

        assertThat(folded(new PartFold(), new Float32Encoding(), many))
                .isEqualTo(folded(new PartFold(), new Float32Encoding(), once));
    }

    @Test
    void blocksMayBeOfAnyLengthUpToWhatTheirEncodingSays() throws IOException {
        var encoding = new NonzeroEncoding();
        var fold = new PartFold(new WeightedMeanAggregator(), new FedAvgServerOptimizer(), encoding);

        float[] folded = folded(fold, encoding, List.of(1L, 2L, 5L));

        assertThat(folded).isEqualTo(folded(new PartFold(), new Float32Encoding(), List.of(1L, 2L, 5L)));
    }

    @Test
    void refusesAServerOptimizerWhoseStateNoCommitWouldKeep() {
        assertThatThrownBy(() ->
                        new PartFold(new WeightedMeanAggregator(), new StatefulOptimizer(), new Float32Encoding()))
                .hasMessage("StatefulOptimizer[] keeps 1 numbers a weight from round to round,"
                        + " and a commit has no place for them yet");
    }

    private float[] folded(PartFold fold, UpdateEncoding encoding, List<Long> samples) throws IOException {
        try (var volume = CheckpointVolume.open(Files.createTempDirectory(folder, "volume"));
                var spool = new UpdateSpool(volume.spool().resolve("round-1"))) {
            var commits = new CommitStore(volume, "uid", MODEL.manifest(), MilestoneListener.NONE);
            Commit before = commits.initialize(new InitialWeights(MODEL.architecture(), 7));
            var contributors = new ArrayList<SpooledPart>();
            for (int c = 0; c < samples.size(); c++) {
                contributors.add(spooled(spool, encoding, c));
            }
            try (var draft = commits.draft(1)) {
                var written = draft.begin(PART.id());
                fold.run(PART, ContributionWeights.uniform(PART, samples), contributors, before, written);
                draft.finish(PART.id(), written, 1);
                return values(volume);
            }
        }
    }

    private static SpooledPart spooled(UpdateSpool spool, UpdateEncoding encoding, int client) throws IOException {
        var values = new float[(int) PART.elements()];
        for (int i = 0; i < values.length; i++) {
            values[i] = update(client, i);
        }
        var bytes = ByteBuffer.allocate((int) PART.sizeBytes()).order(ByteOrder.LITTLE_ENDIAN);
        encoding.encode(FloatBuffer.wrap(values), bytes);
        var part = spool.part("client-" + client, PART);
        part.lease().append(bytes.flip());
        part.settle();
        return part;
    }

    /** What the draft has written of the part, which is the last of its file. */
    private static float[] values(CheckpointVolume volume) throws IOException {
        try (var files = Files.list(volume.commits())) {
            Path draft = files.filter(file -> file.toString().endsWith(".tmp"))
                    .findFirst()
                    .orElseThrow();
            var bytes = ByteBuffer.wrap(Files.readAllBytes(draft)).order(ByteOrder.LITTLE_ENDIAN);
            var values = new float[(int) PART.elements()];
            bytes.position(bytes.limit() - (int) PART.sizeBytes())
                    .asFloatBuffer()
                    .get(values);
            return values;
        }
    }

    /** Three of four values are 0. */
    private static float update(int client, int at) {
        return at % 4 != 0 ? 0 : CounterRandom.of(client, "update").unit(at);
    }

    /** A run of values that are not 0, led by their number and each by its place; as long as it needs to be. */
    private record NonzeroEncoding() implements UpdateEncoding {
        @Override
        public int maxBytes(int elements) {
            return Integer.BYTES + elements * (Integer.BYTES + Float.BYTES);
        }

        @Override
        public void encode(float[] values, int elements, ByteBuffer target) {
            int[] places =
                    IntStream.range(0, elements).filter(i -> values[i] != 0).toArray();
            target.putInt(places.length);
            for (int place : places) {
                target.putInt(place).putFloat(values[place]);
            }
        }

        @Override
        public void decode(ByteBuffer source, float[] values, int elements) {
            Arrays.fill(values, 0, elements, 0);
            for (int left = source.getInt(); left > 0; left--) {
                int place = source.getInt();
                values[place] = source.getFloat();
            }
        }
    }

    private record StatefulOptimizer() implements ServerOptimizer {
        @Override
        public int stateTensors() {
            return 1;
        }

        @Override
        public boolean readsCommitted() {
            return true;
        }

        @Override
        public void step(float[] weights, float[] aggregate, float[][] state, int from, int to) {
            throw new UnsupportedOperationException("never begun");
        }
    }
}
