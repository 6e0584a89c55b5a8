package dev.fedmoe.coordinator;

import static dev.fedmoe.coordinator.ScriptedFederation.planned;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.coordinator.testing.TinyJob;
import dev.fedmoe.core.alignment.AlignmentProblem.Participant;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.core.model.PartSpec;
import dev.fedmoe.core.random.CounterRandom;
import dev.fedmoe.protocol.v1alpha1.AlignmentObjective;
import dev.fedmoe.protocol.v1alpha1.AlignmentPolicy;
import dev.fedmoe.protocol.v1alpha1.JobSettings;
import dev.fedmoe.protocol.v1alpha1.Role;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the coordinator makes of where updates point: six clients, of which a, c, e pull the shared part one way, b, d, f another. */
class AffinityRoundsTest {
    private static final int ROUNDS = 6;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void clientsWhoseUpdatesPointTheSameWayHaveTheSameAffinities() throws Exception {
        train(folder, 1, 1, ROUNDS);

        assertThat(alike("a", "c")).isGreaterThan(0);
        assertThat(alike("b", "f")).isGreaterThan(0);
        assertThat(alike("a", "b")).isLessThan(0);
    }

    @Test
    void beforeTheFirstCommitNobodyIsLikeAnybody() throws Exception {
        train(folder, 1, 1, 1);

        assertThat(planned(folder, 1).problem().clients())
                .flatMap(Participant::affinity)
                .containsOnly(Double.NaN);
    }

    @Test
    void aResumedCoordinatorPlansWithTheAffinitiesItCommitted() throws Exception {
        Path whole = folder.resolve("whole");
        Path stopped = folder.resolve("stopped");
        train(whole, 1, 1, ROUNDS);
        train(stopped, 1, 1, ROUNDS / 2);
        ScriptedFederation.forget(stopped, ROUNDS / 2 + 1);

        train(stopped, 2, ROUNDS / 2 + 1, ROUNDS);

        for (int round = 1; round <= ROUNDS; round++) {
            assertThat(planned(stopped, round)).as("round " + round).isEqualTo(planned(whole, round));
        }
    }

    private static void train(Path volume, long epoch, int from, int to) throws Exception {
        ScriptedFederation.train(
                job(),
                volume,
                epoch,
                from,
                to,
                client -> CoordinatorFixture.request(client, Role.ROLE_TRAINER),
                AffinityRoundsTest::update);
    }

    private static ByteBuffer update(String client, PartSpec part) {
        var bytes = ByteBuffer.allocate((int) part.sizeBytes()).order(ByteOrder.LITTLE_ENDIAN);
        var way = CounterRandom.of(ScriptedFederation.number(client) % 2, "way");
        for (int i = 0; i < part.elements(); i++) {
            bytes.putFloat(part.id().equals(PartId.SHARED) ? way.unit(i) : 0);
        }
        return bytes.flip();
    }

    /** The product of their affinities, over the experts of which both are known. */
    private double alike(String one, String other) throws Exception {
        List<Double> a = affinity(one);
        List<Double> b = affinity(other);
        return IntStream.range(0, a.size())
                .mapToDouble(e -> a.get(e) * b.get(e))
                .filter(product -> !Double.isNaN(product))
                .sum();
    }

    private List<Double> affinity(String client) throws Exception {
        return planned(folder, ROUNDS).problem().clients().stream()
                .filter(c -> c.client().equals(client))
                .findFirst()
                .orElseThrow()
                .affinity();
    }

    private static JobSettings job() {
        var job = TinyJob.settings(ROUNDS + 1).toBuilder();
        job.getAlignmentBuilder()
                .setPolicy(AlignmentPolicy.ALIGNMENT_POLICY_COMPLETED_FITNESS)
                .setObjective(AlignmentObjective.ALIGNMENT_OBJECTIVE_PERSONALIZED)
                .setSlack(0.1);
        return job.build();
    }
}
