package dev.fedmoe.protocol.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fedmoe.core.model.MlpMoe;
import dev.fedmoe.core.model.ModelManifest;
import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.protocol.ManifestCodec;
import dev.fedmoe.protocol.PartVersions;
import dev.fedmoe.protocol.client.CoordinatorLink.Fetch;
import dev.fedmoe.protocol.client.CoordinatorLink.Submission;
import dev.fedmoe.protocol.testing.TestCoordinator;
import dev.fedmoe.protocol.transfer.MemoryPart;
import dev.fedmoe.protocol.v1alpha1.EvaluationReport;
import dev.fedmoe.protocol.v1alpha1.JobFinished;
import dev.fedmoe.protocol.v1alpha1.JobPhase;
import dev.fedmoe.protocol.v1alpha1.JobTerms;
import dev.fedmoe.protocol.v1alpha1.JoinRequest;
import dev.fedmoe.protocol.v1alpha1.PartVerdict;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import dev.fedmoe.protocol.v1alpha1.Role;
import dev.fedmoe.protocol.v1alpha1.RoundClosed;
import dev.fedmoe.protocol.v1alpha1.RoundReport;
import dev.fedmoe.protocol.v1alpha1.Task;
import dev.fedmoe.protocol.v1alpha1.TasksRequest;
import dev.fedmoe.protocol.v1alpha1.UpdateHeader;
import dev.fedmoe.testing.ConditionWait;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every link promises, whatever lies between client and coordinator. */
abstract class CoordinatorLinkContract {
    static final Duration BOUND = Duration.ofSeconds(10);
    static final String CLIENT = "camera-1";
    static final String NODE = "node-1";

    /** Parts of 4 × 512 KiB + 8 KiB and more: several chunks, the last one short. */
    final ModelManifest manifest = new ModelSpec(new MlpMoe(), List.of(8), 2, 2, 1, 1024, 256).manifest();

    final TestCoordinator coordinator = new TestCoordinator(
            manifest, JobTerms.newBuilder().setName("fashion").build());

    /** A link of the client {@link #CLIENT} on {@link #NODE} to {@link #coordinator}. */
    abstract CoordinatorLink link();

    @BeforeEach
    void enrol() {
        coordinator.client(CLIENT, NODE);
    }

    @Test
    void joinReturnsJobManifestAndEpoch() throws Exception {
        var reply = join();

        assertThat(reply.getJob().getName()).isEqualTo("fashion");
        assertThat(ManifestCodec.decode(reply.getManifest())).isEqualTo(manifest);
        assertThat(reply.getEpoch()).isEqualTo(1);
    }

    @Test
    void aRefusedJoinNamesTheRefusalAndIsNoOutage() {
        var stranger = JoinRequest.newBuilder().setClient("stranger").setRole(Role.ROLE_TRAINER);

        assertThatThrownBy(() -> link().join(stranger.build(), BOUND))
                .isInstanceOfSatisfying(LinkException.class, e -> {
                    assertThat(e.refusal()).isEqualTo(Refusal.REFUSAL_UNKNOWN_CLIENT);
                    assertThat(e.isOutage()).isFalse();
                    assertThat(e).hasMessageContaining("stranger is not on the roster");
                });
    }

    @Test
    void tasksArriveInOrderAsTheyArePushed() throws Exception {
        join();
        try (var tasks = link().tasks(
                        TasksRequest.newBuilder().setClient(CLIENT).setEpoch(1).build())) {
            assertThat(tasks.next(Duration.ofMillis(1))).isEmpty();
            ConditionWait.until(() -> coordinator.isSubscribed(CLIENT));

            coordinator.push(CLIENT, closed(1));
            coordinator.push(CLIENT, closed(2));

            assertThat(tasks.next(BOUND)).contains(closed(1));
            assertThat(tasks.next(BOUND)).contains(closed(2));
        }
        ConditionWait.until(() -> !coordinator.isSubscribed(CLIENT));
    }

    @Test
    void aTaskStreamThatEndsIsAnOutage() throws Exception {
        join();
        try (var tasks = link().tasks(
                        TasksRequest.newBuilder().setClient(CLIENT).setEpoch(1).build())) {
            assertThat(tasks.next(Duration.ofMillis(1))).isEmpty();
            ConditionWait.until(() -> coordinator.isSubscribed(CLIENT));
            coordinator.push(
                    CLIENT,
                    Task.newBuilder()
                            .setFinished(JobFinished.newBuilder().setPhase(JobPhase.JOB_PHASE_COMPLETE))
                            .build());
            coordinator.hangUp(CLIENT);

            assertThat(tasks.next(BOUND))
                    .hasValueSatisfying(task -> assertThat(task.hasFinished()).isTrue());
            assertThatThrownBy(() -> tasks.next(BOUND))
                    .isInstanceOfSatisfying(
                            LinkException.class, e -> assertThat(e.isOutage()).isTrue());
        }
    }

    @Test
    void downloadsFillTheirSinks() throws Exception {
        join();
        MemoryPart shared = committed(PartId.SHARED, 3, 7);
        MemoryPart expert = committed(PartId.expert(1), 5, 9);
        var sharedSink = MemoryPart.allocate(manifest.part(PartId.SHARED));
        var expertSink = MemoryPart.allocate(manifest.part(PartId.expert(1)));

        link().download(
                        CLIENT,
                        1,
                        List.of(
                                new Fetch(PartVersions.of(PartId.SHARED, 3), sharedSink),
                                new Fetch(PartVersions.of(PartId.expert(1), 5), expertSink)),
                        BOUND);

        assertThat(sharedSink.bytes()).isEqualTo(shared.bytes());
        assertThat(expertSink.bytes()).isEqualTo(expert.bytes());
    }

    @Test
    void uploadsArriveAndGetAVerdictEachInTheOrderGiven() throws Exception {
        join();
        committed(PartId.GATE, 0, 1);
        committed(PartId.expert(0), 0, 1);
        MemoryPart expert = filled(PartId.expert(0), 5);
        MemoryPart gate = filled(PartId.GATE, 6);

        var verdicts = link().upload(
                        header(1), List.of(submission(PartId.expert(0), expert), submission(PartId.GATE, gate)), BOUND);

        assertThat(verdicts).containsExactly(acceptedVerdict("expert/0"), acceptedVerdict("gate"));
        assertThat(coordinator.nextAccepted(BOUND).orElseThrow().content().bytes())
                .isEqualTo(expert.bytes());
        assertThat(coordinator.nextAccepted(BOUND).orElseThrow().content().bytes())
                .isEqualTo(gate.bytes());
    }

    @Test
    void anUpdateSentTwiceIsCountedOnce() throws Exception {
        join();
        committed(PartId.GATE, 0, 1);
        var parts = List.of(submission(PartId.GATE, filled(PartId.GATE, 6)));

        link().upload(header(1), parts, BOUND);
        var again = link().upload(header(1), parts, BOUND);

        assertThat(again).containsExactly(acceptedVerdict("gate"));
        assertThat(coordinator.nextAccepted(BOUND)).isPresent();
        assertThat(coordinator.nextAccepted(Duration.ZERO)).isEmpty();
    }

    @Test
    void aReplayFromAnEarlierRoundIsRefused() throws Exception {
        join();
        committed(PartId.GATE, 0, 1);
        coordinator.openRound(2);

        assertThatThrownBy(
                        () -> link().upload(header(1), List.of(submission(PartId.GATE, filled(PartId.GATE, 6))), BOUND))
                .isInstanceOfSatisfying(
                        LinkException.class, e -> assertThat(e.refusal()).isEqualTo(Refusal.REFUSAL_ROUND_NOT_OPEN));
    }

    @Test
    void evaluationsArrive() throws Exception {
        var report = EvaluationReport.newBuilder()
                .setClient(CLIENT)
                .setEpoch(1)
                .setRound(4)
                .setCorrect(81)
                .setSamples(100)
                .build();

        link().reportEvaluation(report, BOUND);

        assertThat(coordinator.nextEvaluation(BOUND)).contains(report);
    }

    dev.fedmoe.protocol.v1alpha1.JoinReply join() throws LinkException {
        return link().join(
                        JoinRequest.newBuilder()
                                .setClient(CLIENT)
                                .setRole(Role.ROLE_TRAINER)
                                .build(),
                        BOUND);
    }

    MemoryPart committed(PartId part, int version, float value) {
        var content = coordinator.commit(part, version);
        fill(content, value);
        return content;
    }

    MemoryPart filled(PartId part, float value) {
        var content = MemoryPart.allocate(manifest.part(part));
        fill(content, value);
        return content;
    }

    static void fill(MemoryPart part, float value) {
        var floats = part.bytes().asFloatBuffer();
        for (int i = 0; i < floats.limit(); i++) {
            floats.put(i, value + i % 13);
        }
        part.written();
    }

    static Submission submission(PartId part, MemoryPart content) {
        return new Submission(PartVersions.of(part, 0), content);
    }

    static UpdateHeader header(int round) {
        return UpdateHeader.newBuilder()
                .setClient(CLIENT)
                .setEpoch(1)
                .setRound(round)
                .setReport(RoundReport.newBuilder().setSamples(100))
                .build();
    }

    static PartVerdict acceptedVerdict(String part) {
        return PartVerdict.newBuilder().setPart(part).build();
    }

    private static Task closed(int round) {
        return Task.newBuilder()
                .setClosed(RoundClosed.newBuilder().setRound(round))
                .build();
    }
}
