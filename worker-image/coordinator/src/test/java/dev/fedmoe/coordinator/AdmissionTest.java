package dev.fedmoe.coordinator;

import static dev.fedmoe.coordinator.CoordinatorFixture.caller;
import static dev.fedmoe.coordinator.CoordinatorFixture.granted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.coordinator.testing.TinyJob;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.protocol.PartVersions;
import dev.fedmoe.protocol.Verdict;
import dev.fedmoe.protocol.server.FederationPort.Reception;
import dev.fedmoe.protocol.v1alpha1.ExpertReport;
import dev.fedmoe.protocol.v1alpha1.JoinRequest;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import dev.fedmoe.protocol.v1alpha1.Role;
import dev.fedmoe.protocol.v1alpha1.TrainTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may do what, and when: what the wire cannot know. */
class AdmissionTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private CoordinatorFixture plant;

    @SuppressWarnings("NullAway.Init")
    private TrainTask task;

    @BeforeEach
    void round1IsOpen() throws Exception {
        plant = new CoordinatorFixture(TinyJob.settings(5), folder).apply(TinyJob.desired(1, TinyJob.CLIENTS));
        TinyJob.CLIENTS.forEach(client -> plant.join(client, Role.ROLE_TRAINER));
        task = plant.nextTraining("a");
    }

    @AfterEach
    void close() throws IOException {
        plant.close();
    }

    @Test
    void aClientThatIsNotOnTheRosterIsUnknown() {
        assertRefused(plant.port().join(caller("zoe"), join("zoe").build()), Refusal.REFUSAL_UNKNOWN_CLIENT);
    }

    @Test
    void aTokenOfAnotherNodeSpeaksForNobodyHere() {
        assertRefused(plant.port().join(caller("b"), join("a").build()), Refusal.REFUSAL_NOT_YOUR_CLIENT);
        assertRefused(
                plant.port().update(caller("b"), plant.header("a", task).build()), Refusal.REFUSAL_NOT_YOUR_CLIENT);
    }

    @Test
    void aTrainerCannotJoinAsEvaluator() {
        assertRefused(
                plant.port()
                        .join(
                                caller("a"),
                                join("a").setRole(Role.ROLE_EVALUATOR).build()),
                Refusal.REFUSAL_NOT_YOUR_CLIENT);
    }

    @Test
    void aWorkerThatHasSeenANewerCoordinatorFencesThisOne() {
        assertRefused(plant.port().join(caller("a"), join("a").setEpochSeen(2).build()), Refusal.REFUSAL_WRONG_EPOCH);
    }

    @Test
    void anUpdateOfAnotherJobEpochOrRoundIsRefused() {
        assertRefused(
                plant.port()
                        .update(
                                caller("a"),
                                plant.header("a", task).setJobUid("uid-2").build()),
                Refusal.REFUSAL_WRONG_JOB);
        assertRefused(
                plant.port()
                        .update(caller("a"), plant.header("a", task).setEpoch(2).build()),
                Refusal.REFUSAL_WRONG_EPOCH);
        assertRefused(
                plant.port()
                        .update(caller("a"), plant.header("a", task).setRound(2).build()),
                Refusal.REFUSAL_ROUND_NOT_OPEN);
    }

    @Test
    void aReplayOfACommittedRoundIsRefused() throws Exception {
        var replay = plant.header("a", task).build();
        plant.deliver("a", task);
        plant.deliver("b", plant.nextTraining("b"));
        plant.deliver("c", plant.nextTraining("c"));
        plant.nextTraining("a");

        assertRefused(plant.port().update(caller("a"), replay), Refusal.REFUSAL_ROUND_NOT_OPEN);
    }

    @Test
    void aReportMustNameTheAssignedExperts() {
        var header = plant.header("a", task);
        header.getReportBuilder()
                .clearExperts()
                .addExperts(ExpertReport.newBuilder().setExpert(foreignExpert()));

        assertRefused(plant.port().update(caller("a"), header.build()), Refusal.REFUSAL_BAD_REPORT);
    }

    @Test
    void aPartMustBeAssignedAndTrainedFromTheRightVersion() {
        var ticket =
                granted(plant.port().update(caller("a"), plant.header("a", task).build()));

        assertRefused(ticket.begin(PartId.expert(foreignExpert()), 0), Refusal.REFUSAL_NOT_ASSIGNED);
        assertRefused(ticket.begin(PartId.SHARED, 7), Refusal.REFUSAL_WRONG_VERSION);
    }

    @Test
    void aPartDeliveredBeforeIsSettledOnAnyLaterStream() throws Exception {
        plant.deliver("a", task);

        var again =
                granted(plant.port().update(caller("a"), plant.header("a", task).build()));

        assertThat(granted(again.begin(PartId.SHARED, 0))).isEqualTo(new Reception.Settled());
    }

    @Test
    void onlyAssignedPartsAreHandedOutAndOnlyKeptVersions() {
        var foreign = PartVersions.of(PartId.expert(foreignExpert()), 0);

        assertRefused(plant.port().open(caller("a"), "a", 1, foreign), Refusal.REFUSAL_NOT_ASSIGNED);
        assertRefused(
                plant.port().open(caller("a"), "a", 1, PartVersions.of(PartId.SHARED, 3)),
                Refusal.REFUSAL_WRONG_VERSION);
        assertRefused(
                plant.port().open(caller("a"), "a", 1, PartVersions.of(PartId.expert(99), 0)),
                Refusal.REFUSAL_UNKNOWN_PART);
        granted(plant.port().open(caller("a"), "a", 1, PartVersions.of(PartId.SHARED, 0)))
                .close();
    }

    private static JoinRequest.Builder join(String client) {
        return JoinRequest.newBuilder().setClient(client).setRole(Role.ROLE_TRAINER);
    }

    /** An expert a was not given. */
    private int foreignExpert() {
        return IntStream.range(0, 4)
                .filter(e ->
                        task.getPartsList().stream().noneMatch(p -> p.getPart().equals("expert/" + e)))
                .findFirst()
                .orElseThrow();
    }

    private static void assertRefused(Verdict<?> verdict, Refusal why) {
        assertThat(verdict).isInstanceOf(Verdict.Denied.class);
        assertThat(((Verdict.Denied<?>) verdict).why().refusal()).isEqualTo(why);
    }
}
