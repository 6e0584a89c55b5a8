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
    void round_1_is_open() throws Exception {
        plant = new CoordinatorFixture(TinyJob.settings(5), folder).apply(TinyJob.desired(1, TinyJob.CLIENTS));
        TinyJob.CLIENTS.forEach(client -> plant.join(client, Role.ROLE_TRAINER));
        task = plant.nextTraining("a");
    }

    @AfterEach
    void close() throws IOException {
        plant.close();
    }

    @Test
    void a_client_that_is_not_on_the_roster_is_unknown() {
        assertRefused(plant.port().join(caller("zoe"), join("zoe").build()), Refusal.REFUSAL_UNKNOWN_CLIENT);
    }

    @Test
    void a_token_of_another_node_speaks_for_nobody_here() {
        assertRefused(plant.port().join(caller("b"), join("a").build()), Refusal.REFUSAL_NOT_YOUR_CLIENT);
        assertRefused(
                plant.port().update(caller("b"), plant.header("a", task).build()), Refusal.REFUSAL_NOT_YOUR_CLIENT);
    }

    @Test
    void a_trainer_cannot_join_as_evaluator() {
        assertRefused(
                plant.port()
                        .join(
                                caller("a"),
                                join("a").setRole(Role.ROLE_EVALUATOR).build()),
                Refusal.REFUSAL_NOT_YOUR_CLIENT);
    }

    @Test
    void a_worker_that_has_seen_a_newer_coordinator_fences_this_one() {
        assertRefused(plant.port().join(caller("a"), join("a").setEpochSeen(2).build()), Refusal.REFUSAL_WRONG_EPOCH);
    }

    @Test
    void an_update_of_another_job_epoch_or_round_is_refused() {
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
    void a_replay_of_a_committed_round_is_refused() throws Exception {
        var replay = plant.header("a", task).build();
        plant.deliver("a", task);
        plant.deliver("b", plant.nextTraining("b"));
        plant.deliver("c", plant.nextTraining("c"));
        plant.nextTraining("a");

        assertRefused(plant.port().update(caller("a"), replay), Refusal.REFUSAL_ROUND_NOT_OPEN);
    }

    @Test
    void a_report_must_name_the_assigned_experts() {
        var header = plant.header("a", task);
        header.getReportBuilder()
                .clearExperts()
                .addExperts(ExpertReport.newBuilder().setExpert(foreignExpert()));

        assertRefused(plant.port().update(caller("a"), header.build()), Refusal.REFUSAL_BAD_REPORT);
    }

    @Test
    void a_part_must_be_assigned_and_trained_from_the_right_version() {
        var ticket =
                granted(plant.port().update(caller("a"), plant.header("a", task).build()));

        assertRefused(ticket.begin(PartId.expert(foreignExpert()), 0), Refusal.REFUSAL_NOT_ASSIGNED);
        assertRefused(ticket.begin(PartId.SHARED, 7), Refusal.REFUSAL_WRONG_VERSION);
    }

    @Test
    void a_part_delivered_before_is_settled_on_any_later_stream() throws Exception {
        plant.deliver("a", task);

        var again =
                granted(plant.port().update(caller("a"), plant.header("a", task).build()));

        assertThat(granted(again.begin(PartId.SHARED, 0))).isEqualTo(new Reception.Settled());
    }

    @Test
    void only_assigned_parts_are_handed_out_and_only_kept_versions() {
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
