package dev.fedmoe.worker.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fedmoe.protocol.ManifestCodec;
import dev.fedmoe.protocol.v1alpha1.JobFinished;
import dev.fedmoe.protocol.v1alpha1.JobPhase;
import dev.fedmoe.protocol.v1alpha1.JoinReply;
import dev.fedmoe.protocol.v1alpha1.JoinRequest;
import dev.fedmoe.protocol.v1alpha1.LabelSketch;
import dev.fedmoe.protocol.v1alpha1.Role;
import dev.fedmoe.protocol.v1alpha1.Task;
import dev.fedmoe.testing.RealParts;
import dev.fedmoe.worker.model.TorchRuntime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
@RealParts
class ClientSessionTest {
    private static final JoinReply REPLY = JoinReply.newBuilder()
            .setJob(WorkerFixture.job())
            .setManifest(ManifestCodec.encode(WorkerFixture.SPEC.manifest()))
            .build();

    @TempDir
    private Path folder = Path.of("");

    private final List<Duration> pauses = new ArrayList<>();

    @BeforeEach
    void samples() throws Exception {
        WorkerFixture.writeSamples(folder);
    }

    @Test
    void firstJoinLearnsTheJobAndTheSecondTellsWhatTheClientBrings() throws Exception {
        ScriptedLink link = run(List.of(5L, 5L), finished(5));
        assertThat(link.joins).extracting(JoinRequest::getTrainingSamples).containsExactly(0L, 54L);
        assertThat(link.joins.get(1).getHoldoutSamples()).isEqualTo(6);
        assertThat(link.joins.get(1).getProfile().getSamplesPerSecond()).isPositive();
    }

    @Test
    void comesBackForAsLongAsTheCoordinatorIsAway() throws Exception {
        run(List.of(-1L, -1L, -1L, -1L, 5L, -1L, 5L), finished(5));
        assertThat(pauses).hasSize(5).allSatisfy(pause -> assertThat(pause)
                .isBetween(Duration.ofMillis(50), Duration.ofSeconds(15)));
    }

    @Test
    void coordinatorOfAnEpochThatIsOverIsRefused() throws Exception {
        ScriptedLink link = run(List.of(5L, 4L, 6L), finished(6));
        assertThat(link.subscribed).doesNotContain(4L);
        assertThat(link.joins).extracting(JoinRequest::getEpochSeen).containsExactly(0L, 5L, 5L);
    }

    @Test
    void taskOfAnEpochThatIsOverEndsTheStream() throws Exception {
        ScriptedLink link = run(List.of(5L, 5L, 5L), finished(4), finished(5));
        assertThat(link.subscribed).containsExactly(5L, 5L);
    }

    @Test
    void tellsNothingOfItsLabelsUnlessAsked() throws Exception {
        ScriptedLink link = run(List.of(5L, 5L), finished(5));
        assertThat(link.joins).extracting(JoinRequest::getLabelSketchList).containsExactly(List.of(), List.of());
    }

    @Test
    void tellsTheSharesOfItsTrainingLabelsOnceItKnowsTheJob() throws Exception {
        ScriptedLink link = run(asking(LabelSketch.LABEL_SKETCH_EXACT), List.of(5L, 5L), finished(5));
        // Of 60 samples with labels 0, 1, 2 in turn the split holds out two, one and three.
        assertThat(link.joins)
                .extracting(JoinRequest::getLabelSketchList)
                .containsExactly(List.of(), List.of(18 / 54.0, 19 / 54.0, 17 / 54.0));
    }

    @Test
    void drawsTheNoiseOfItsSketchOnce() throws Exception {
        ScriptedLink link =
                run(asking(LabelSketch.LABEL_SKETCH_NOISED), List.of(5L, 5L, -1L, 6L), finished(4), finished(6));
        var told = link.joins.stream().map(JoinRequest::getLabelSketchList).toList();
        assertThat(told.get(1))
                .hasSize(3)
                .isNotEqualTo(List.of(18 / 54.0, 19 / 54.0, 17 / 54.0))
                .isEqualTo(told.get(2))
                .isEqualTo(told.get(3));
        assertThat(told.get(1).stream().mapToDouble(Double::doubleValue).sum()).isCloseTo(1, within(1e-9));
    }

    private static JoinReply asking(LabelSketch labelSketch) {
        var reply = REPLY.toBuilder();
        reply.getJobBuilder().setLabelSketch(labelSketch);
        return reply.build();
    }

    private ScriptedLink run(List<Long> epochs, Task... tasks) throws Exception {
        return run(REPLY, epochs, tasks);
    }

    private ScriptedLink run(JoinReply reply, List<Long> epochs, Task... tasks) throws Exception {
        var link = new ScriptedLink(reply, epochs, List.of(tasks));
        var place = new WorkerRuntime(CompletableFuture.supplyAsync(TorchRuntime::start), new SplittableRandom(2));
        var patience = new ReconnectPolicy("camera-1", new SplittableRandom(1), pauses::add);
        var client = new ClientOption("camera-1", folder, folder);
        new ClientSession(client, Role.ROLE_TRAINER, link, place, patience).run();
        return link;
    }

    private static Task finished(long epoch) {
        return Task.newBuilder()
                .setEpoch(epoch)
                .setFinished(JobFinished.newBuilder().setPhase(JobPhase.JOB_PHASE_COMPLETE))
                .build();
    }
}
