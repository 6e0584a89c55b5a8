package dev.fedmoe.operator.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.core.job.state.Roster;
import dev.fedmoe.core.job.training.TrainingSpec;
import dev.fedmoe.core.model.MlpMoe;
import dev.fedmoe.core.model.ModelSpec;
import dev.fedmoe.operator.identity.ControlTokens;
import dev.fedmoe.operator.leadership.Leadership;
import dev.fedmoe.operator.link.CoordinatorLinks.Address;
import dev.fedmoe.protocol.identity.TokenSource;
import dev.fedmoe.protocol.server.CoordinatorServer;
import dev.fedmoe.protocol.server.ServerSettings;
import dev.fedmoe.protocol.testing.TestControl;
import dev.fedmoe.protocol.testing.TestCoordinator;
import dev.fedmoe.protocol.testing.TestIdentity;
import dev.fedmoe.protocol.v1alpha1.DesiredJob;
import dev.fedmoe.protocol.v1alpha1.JobPhase;
import dev.fedmoe.protocol.v1alpha1.JobTerms;
import dev.fedmoe.protocol.v1alpha1.Progress;
import dev.fedmoe.testing.ConditionWait;
import dev.fedmoe.testing.RealParts;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RealParts
class GrpcCoordinatorLinksTest {
    private static final ResourceID JOB = new ResourceID("fashion", "plant");

    private final TestControl control = new TestControl();
    private final TestIdentity identity;
    private final String authority;
    private final GrpcCoordinatorLinks coordinators;
    private CoordinatorServer server;

    GrpcCoordinatorLinksTest(@TempDir Path folder) throws IOException {
        identity = TestIdentity.create(folder);
        authority = Files.readString(identity.file("ca.pem"));
        server = start(0);
        coordinators =
                new GrpcCoordinatorLinks(new Leading(), new Tokens(identity), new Random(7), InstantSource.system());
    }

    @AfterEach
    void close() {
        coordinators.close();
        server.close();
    }

    @Test
    void progressArrives() {
        follow();

        control.tell(progress(JobPhase.JOB_PHASE_TRAINING, 3, 0));

        ConditionWait.until(() -> phase() == JobPhase.JOB_PHASE_TRAINING);
        assertThat(coordinators.latest(JOB).orElseThrow().connected()).isTrue();
    }

    @Test
    void anOrderIsGivenOnceAndAgainWhenSomebodyElseGaveAnother() {
        follow();
        coordinators.order(JOB, order(true));
        ConditionWait.until(() -> control.applied().size() == 1);
        control.tell(progress(JobPhase.JOB_PHASE_SUSPENDED, 3, 1));
        ConditionWait.until(() -> phase() == JobPhase.JOB_PHASE_SUSPENDED);

        coordinators.order(JOB, order(true));
        control.tell(progress(JobPhase.JOB_PHASE_TRAINING, 4, 9));

        ConditionWait.until(() -> control.applied().size() == 2);
        assertThat(control.applied()).extracting(DesiredJob::getGeneration).containsExactly(1L, 10L);
        assertThat(control.applied()).allMatch(DesiredJob::getSuspended);
    }

    @Test
    void aCoordinatorThatRestartsIsFoundAgainAndWhatIsKnownStays() throws IOException {
        follow();
        control.tell(progress(JobPhase.JOB_PHASE_TRAINING, 3, 0));
        ConditionWait.until(() -> phase() == JobPhase.JOB_PHASE_TRAINING);
        int port = server.port();
        server.close();
        ConditionWait.until(() -> !coordinators.latest(JOB).orElseThrow().connected());
        assertThat(phase()).isEqualTo(JobPhase.JOB_PHASE_TRAINING);

        server = start(port);

        ConditionWait.until(() -> coordinators.latest(JOB).orElseThrow().connected());
        assertThat(phase()).isEqualTo(JobPhase.JOB_PHASE_PENDING);
    }

    @Test
    void listenersHearOfABurstOnceASecondAndOfANewRoundAtOnce() {
        var heard = new AtomicInteger();
        follow();
        coordinators.listen(job -> heard.incrementAndGet());
        for (int i = 1; i <= 200; i++) {
            control.tell(Progress.newBuilder()
                    .setPhase(JobPhase.JOB_PHASE_PENDING)
                    .setLiveClients(i)
                    .build());
        }
        ConditionWait.until(
                () -> coordinators.latest(JOB).orElseThrow().progress().getLiveClients() == 200);
        assertThat(heard.get()).isLessThan(4);
        int before = heard.get();

        control.tell(progress(JobPhase.JOB_PHASE_TRAINING, 1, 0));

        ConditionWait.until(() -> heard.get() > before);
    }

    @Test
    void aHundredJobsTakeFewThreads() {
        int before = Thread.activeCount();
        for (int i = 0; i < 100; i++) {
            coordinators.follow(new ResourceID("job-" + i, "plant"), address());
        }
        ConditionWait.until(() -> coordinators.reports().size() == 100);

        assertThat(Thread.activeCount() - before).isLessThan(60);
    }

    @Test
    void aForgottenJobIsNoLongerWatched() {
        follow();

        coordinators.forget(JOB);

        ConditionWait.until(() -> control.watchers() == 0);
        assertThat(coordinators.latest(JOB)).isEmpty();
    }

    private void follow() {
        coordinators.follow(JOB, address());
        ConditionWait.until(() -> coordinators.latest(JOB).isPresent());
    }

    private Address address() {
        return new Address("localhost", server.port(), authority, TestIdentity.AUDIENCE);
    }

    private JobPhase phase() {
        return coordinators.latest(JOB).orElseThrow().progress().getPhase();
    }

    private static Progress progress(JobPhase phase, int round, long generation) {
        return Progress.newBuilder()
                .setPhase(phase)
                .setRound(round)
                .setObservedGeneration(generation)
                .build();
    }

    private static CoordinatorOrder order(boolean suspended) {
        return new CoordinatorOrder(Roster.EMPTY, suspended, TrainingSpec.ofRounds(3), 0);
    }

    private CoordinatorServer start(int port) throws IOException {
        var manifest = new ModelSpec(new MlpMoe(), List.of(8), 2, 1, 1, 8, 8).manifest();
        ServerSettings any = identity.settings();
        var settings = new ServerSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                any.certificate(),
                any.key(),
                any.controlSubject(),
                any.workerSubject(),
                any.limits());
        return CoordinatorServer.start(
                settings, identity.verifier(), new TestCoordinator(manifest, JobTerms.getDefaultInstance()), control);
    }

    private record Tokens(TestIdentity identity) implements ControlTokens {
        @Override
        public void fetch(String audience) {}

        @Override
        public TokenSource of(String audience) {
            return identity.control();
        }

        @Override
        public void forget(String audience) {}
    }

    private static final class Leading implements Leadership {
        @Override
        public boolean leads() {
            return true;
        }

        @Override
        public void listen(Listener listener) {}
    }
}
