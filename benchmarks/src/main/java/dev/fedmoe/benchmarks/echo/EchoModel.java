package dev.fedmoe.benchmarks.echo;

import dev.fedmoe.core.alignment.AlignmentObjective;
import dev.fedmoe.core.alignment.AlignmentPolicy;
import dev.fedmoe.core.job.AlignmentSpec;
import dev.fedmoe.core.job.CheckpointSpec;
import dev.fedmoe.core.job.JobSpec;
import dev.fedmoe.core.job.state.DesiredState;
import dev.fedmoe.core.job.state.Roster;
import dev.fedmoe.core.job.state.RosterEntry;
import dev.fedmoe.core.job.training.RoundSpec;
import dev.fedmoe.core.job.training.TrainingSpec;
import dev.fedmoe.core.model.MlpMoe;
import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.core.model.PartSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

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

    JobSpec job() {
        var model = new ModelSpec(new MlpMoe(), List.of(HIDDEN), 10, EXPERTS, 1, HIDDEN, inside());
        var round = RoundSpec.DEFAULT.withQuorum(1, clients).withDeadline(Duration.ofMinutes(10));
        return JobSpec.of("echo", UID, model, TrainingSpec.ofRounds(rounds).withRound(round))
                .withAlignment(AlignmentSpec.of(AlignmentObjective.BALANCED, AlignmentPolicy.RANDOM, SEED))
                .withCheckpoint(new CheckpointSpec(1, 2));
    }

    /** What the coordinator is told: each client on a node of its own. */
    DesiredState desired() {
        var trainers = IntStream.range(0, clients)
                .mapToObj(EchoModel::name)
                .map(name -> RosterEntry.trainer(name, EXPERTS).on(name))
                .toList();
        return DesiredState.of(1, Roster.of(trainers));
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
            var job = job();
            for (PartSpec part : job.manifest().parts()) {
                job.initialWeights().write(part, block -> same[0] &= isExpected(block, file));
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
