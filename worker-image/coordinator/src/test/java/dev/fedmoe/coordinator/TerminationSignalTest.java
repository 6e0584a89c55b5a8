package dev.fedmoe.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.coordinator.testing.CoordinatorLocator;
import dev.fedmoe.coordinator.testing.CoordinatorProcess;
import dev.fedmoe.coordinator.testing.EchoClientPool;
import dev.fedmoe.coordinator.testing.TinyJob;
import dev.fedmoe.protocol.client.CoordinatorConnection;
import dev.fedmoe.protocol.testing.TestIdentity;
import dev.fedmoe.protocol.v1alpha1.JobPhase;
import dev.fedmoe.protocol.v1alpha1.JobSettings;
import dev.fedmoe.protocol.v1alpha1.Progress;
import dev.fedmoe.testing.RealParts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A coordinator as a pod runs it: it stays until it is told to end, and then ends quickly. */
@RealParts
class TerminationSignalTest {
    /** By SIGTERM, as the shell counts. */
    private static final int TOLD = 143;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private TestIdentity identity;

    private final CoordinatorLocator rendezvous = new CoordinatorLocator();

    @BeforeEach
    void identity() {
        identity = TestIdentity.create(folder);
    }

    @Test
    void aCompleteCoordinatorServesItsLastProgressToWhoeverComesUntilItIsToldToEnd() throws Exception {
        try (var coordinator = start(TinyJob.settings(2));
                var echoes = new EchoClientPool()) {
            TinyJob.CLIENTS.forEach(client -> echoes.start(identity, rendezvous, client));
            Progress first = until(now -> now.getPhase() == JobPhase.JOB_PHASE_COMPLETE);
            Progress again = until(now -> now.getPhase() == JobPhase.JOB_PHASE_COMPLETE);

            assertThat(again.getRound()).isEqualTo(2);
            assertThat(again.getPersonal()).isEqualTo(first.getPersonal());
            assertThat(coordinator.isAlive()).isTrue();
            assertEndsInTime(coordinator);
        }
    }

    @Test
    void inTheMiddleOfARoundItEndsInTimeAndTheNextOneGoesOn() throws Exception {
        try (var coordinator = start(TinyJob.settings(100_000));
                var echoes = new EchoClientPool()) {
            TinyJob.CLIENTS.forEach(client -> echoes.start(identity, rendezvous, client));
            until(now -> now.getRound() > 0);

            assertEndsInTime(coordinator);
        }
        try (var coordinator = start(TinyJob.settings(100_000))) {
            assertThat(until(now -> true).getRound()).isPositive();
            assertEndsInTime(coordinator);
        }
    }

    @Test
    void aVolumeOfAnotherJobIsItsLastWord() throws Exception {
        try (var coordinator = start(TinyJob.settings(1))) {
            until(now -> true);
            assertEndsInTime(coordinator);
        }
        var other = TinyJob.settings(1).toBuilder().setUid("uid-2").build();

        try (var coordinator = CoordinatorProcess.staying(other, folder.resolve("volume"), identity, rendezvous)) {
            assertThat(coordinator.await()).isEqualTo(1);
            assertThat(folder.resolve("last-words"))
                    .content()
                    .contains("belongs to the job with uid uid-1, this one has uid uid-2")
                    .contains("Maybe give this job a volume of its own.");
        }
    }

    private CoordinatorProcess start(JobSettings job) throws Exception {
        var coordinator = CoordinatorProcess.staying(job, folder.resolve("volume"), identity, rendezvous);
        rendezvous.await();
        return coordinator;
    }

    private static void assertEndsInTime(CoordinatorProcess coordinator) throws InterruptedException {
        long told = System.nanoTime();
        coordinator.terminate();
        assertThat(coordinator.await()).isEqualTo(TOLD);
        assertThat(Duration.ofNanos(System.nanoTime() - told)).isLessThan(Duration.ofSeconds(6));
        assertThat(coordinator.output()).anyMatch(line -> line.contains("told to end"));
    }

    /** Watches from a new connection until a report fits. */
    private Progress until(Predicate<Progress> expected) throws Exception {
        try (var connection = CoordinatorConnection.open(rendezvous.await(), new Random(1))) {
            var control = connection.control(identity.control());
            control.apply(TinyJob.desired(1, TinyJob.CLIENTS), Duration.ofSeconds(10));
            try (var watch = control.watch()) {
                var now = watch.next(Duration.ofSeconds(30)).orElseThrow();
                while (!expected.test(now)) {
                    now = watch.next(Duration.ofSeconds(30)).orElseThrow();
                }
                return now;
            }
        }
    }
}
