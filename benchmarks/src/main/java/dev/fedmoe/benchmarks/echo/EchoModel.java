package dev.fedmoe.benchmarks.echo;

import com.google.protobuf.Duration;
import dev.fedmoe.coordinator.job.Job;
import dev.fedmoe.core.model.InitialWeights;
import dev.fedmoe.core.model.PartSpec;
import dev.fedmoe.protocol.v1alpha1.AggregationSettings;
import dev.fedmoe.protocol.v1alpha1.AlignmentSettings;
import dev.fedmoe.protocol.v1alpha1.CheckpointSettings;
import dev.fedmoe.protocol.v1alpha1.JobSettings;
import dev.fedmoe.protocol.v1alpha1.ModelSettings;
import dev.fedmoe.protocol.v1alpha1.Quorum;
import dev.fedmoe.protocol.v1alpha1.TrainingSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * The job of the echo benchmark: every client holds all experts, so that the whole model travels both ways.
 *
 * @param rounds all rounds, those to warm up included
 */
record EchoModel(int clients, int modelMb, int rounds) {
    static final String UID = "echo";

    private static final int EXPERTS = 8;
    private static final int HIDDEN = 128;
    private static final long SEED = 7;

    JobSettings settings() {
        return JobSettings.newBuilder()
                .setName("echo")
                .setUid(UID)
                .setModel(ModelSettings.newBuilder()
                        .setArchitecture("mlp-moe")
                        .setExperts(EXPERTS)
                        .setTopK(1)
                        .setHidden(HIDDEN)
                        .setExpertHidden(inside())
                        .addInputShape(HIDDEN)
                        .setClasses(10))
                .setTraining(TrainingSettings.newBuilder()
                        .setRounds(rounds)
                        .setParticipation(1)
                        .setRoundDeadline(Duration.newBuilder().setSeconds(600))
                        .setQuorum(Quorum.newBuilder().setPerExpert(1).setMinClients(clients)))
                .setAlignment(AlignmentSettings.newBuilder().setPolicy("Random").setSeed(SEED))
                .setAggregation(AggregationSettings.newBuilder().setGate("Aggregated"))
                .setCheckpoint(CheckpointSettings.newBuilder().setEvery(1).setKeep(2))
                .build();
    }

    /** Slots that hold the whole model. */
    int slots() {
        return EXPERTS;
    }

    static String name(int client) {
        return String.format(Locale.ROOT, "client-%03d", client);
    }

    /** What a client adds to every value it fetched. */
    static float constant(int client) {
        return 0.001f * (client + 1);
    }

    /** What it claims to have trained on, in all and per expert. */
    static long samples(int client) {
        return 100L + client;
    }

    /** Whether the exported model is, bit by bit, what the clients' constants make of the first weights. */
    boolean isExpected(Path safetensors) throws IOException {
        try (var file = FileChannel.open(safetensors, StandardOpenOption.READ)) {
            var length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            file.read(length);
            file.position(Long.BYTES + length.flip().getLong());
            boolean[] same = {true};
            for (PartSpec part : Job.of(settings()).manifest().parts()) {
                new InitialWeights(SEED).write(part, block -> same[0] &= isExpected(block, file));
            }
            return same[0] && file.position() == file.size();
        }
    }

    private boolean isExpected(ByteBuffer first, FileChannel file) throws IOException {
        var found = ByteBuffer.allocate(first.remaining()).order(ByteOrder.LITTLE_ENDIAN);
        int read;
        do {
            read = file.read(found);
        } while (read > 0);
        var expected = first.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        var values = found.flip().asFloatBuffer();
        boolean same = values.remaining() == expected.remaining();
        for (int i = 0; same && i < expected.remaining(); i++) {
            same = Float.floatToRawIntBits(after(expected.get(i))) == Float.floatToRawIntBits(values.get(i));
        }
        return same;
    }

    /** One value after all rounds. */
    private float after(float first) {
        float value = first;
        for (int round = 0; round < rounds; round++) {
            double sum = 0;
            double total = 0;
            for (int client = 0; client < clients; client++) {
                sum += (double) samples(client) * (value + constant(client));
                total += samples(client);
            }
            value = (float) (sum / total);
        }
        return value;
    }

    /** Fills the size up with the experts. */
    private int inside() {
        long values = ((long) modelMb << 20) / Float.BYTES - (long) HIDDEN * (HIDDEN + EXPERTS + 11) - EXPERTS - 10;
        return (int) Math.max(1, (values / EXPERTS - HIDDEN) / (2 * HIDDEN + 1));
    }
}
