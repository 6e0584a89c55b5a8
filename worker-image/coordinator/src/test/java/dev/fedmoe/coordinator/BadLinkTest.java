package dev.fedmoe.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.coordinator.store.MilestoneListener;
import dev.fedmoe.coordinator.testing.CoordinatorLocator;
import dev.fedmoe.coordinator.testing.EchoClient.Moment;
import dev.fedmoe.coordinator.testing.EchoClientPool;
import dev.fedmoe.coordinator.testing.LocalCoordinator;
import dev.fedmoe.coordinator.testing.SlowLink;
import dev.fedmoe.coordinator.testing.TinyJob;
import dev.fedmoe.protocol.testing.TestIdentity;
import dev.fedmoe.protocol.v1alpha1.AlignmentPolicy;
import dev.fedmoe.protocol.v1alpha1.ClientProgress;
import dev.fedmoe.protocol.v1alpha1.ClientState;
import dev.fedmoe.protocol.v1alpha1.JobSettings;
import dev.fedmoe.protocol.v1alpha1.Progress;
import dev.fedmoe.protocol.v1alpha1.RoundSummary;
import dev.fedmoe.testing.RealParts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One of three clients has a bad link: it never holds a round beyond its deadline, and it is used again when the link is good again. */
@RealParts
class BadLinkTest {
    private static final long DEADLINE_SECONDS = 2;
    private static final long MEGABIT = 125_000;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private LocalCoordinator coordinator;

    @SuppressWarnings("NullAway.Init")
    private SlowLink link;

    private final EchoClientPool echoes = new EchoClientPool();
    private final AtomicReference<Moment> trouble = new AtomicReference<>();

    @BeforeEach
    void start() throws Exception {
        var identity = TestIdentity.create(folder);
        var direct = new CoordinatorLocator();
        coordinator = new LocalCoordinator(job(), folder.resolve("volume"), identity, direct, MilestoneListener.NONE);
        coordinator.apply(TinyJob.desired(1, TinyJob.CLIENTS));
        link = new SlowLink(coordinator.port());
        var slow = new CoordinatorLocator();
        slow.open(identity.endpoint(link.port()));
        echoes.start(identity, direct, "a");
        echoes.start(identity, direct, "b");
        echoes.start(identity, slow, "c", (round, moment) -> {
            if (moment == trouble.get()) {
                link.bytesPerSecond(1024);
            }
            return false;
        });
        coordinator.await(committed(summary -> summary.getReported() == 3));
    }

    @AfterEach
    void stop() throws Exception {
        coordinator.close();
        link.close();
        echoes.close();
    }

    @Test
    void aLinkOfOneMegabit() throws Exception {
        link.bytesPerSecond(MEGABIT);

        var late = roundsWithoutC(3);

        assertThat(c(late).getReliability()).isLessThan(1);
        link.bytesPerSecond(Long.MAX_VALUE);
        coordinator.await(committed(summary -> summary.getReported() == 3));
    }

    @ParameterizedTest
    @EnumSource(names = {"BEFORE_FETCH", "TRAINING"})
    void aTransferThatStallsOnItsWay(Moment moment) throws Exception {
        trouble.set(moment);

        roundsWithoutC(3);

        trouble.set(null);
        link.bytesPerSecond(Long.MAX_VALUE);
        coordinator.await(committed(summary -> summary.getReported() == 3));
    }

    @Test
    void aNodeThatLosesPowerShowsAsLostInTimeAndTrainsAgainWhenItIsBack() throws Exception {
        long cut = System.nanoTime();
        link.cutPower();

        var lost = coordinator.await(now -> c(now).getState() == ClientState.CLIENT_STATE_LOST);

        assertThat((System.nanoTime() - cut) / 1e9).isLessThan(25);
        assertThat(lost.getHappeningsList()).anyMatch(h -> h.getReason().equals("ClientLost"));
        var without = coordinator.await(now -> now.getPlanRound() > lost.getPlanRound());
        assertThat(c(without).getExpertsList()).isEmpty();
        assertThat(without.getExpertsList()).allMatch(expert -> expert.getHolders() > 0);
        coordinator.await(committed(summary -> summary.getPlanned() == 2 && summary.getReported() == 2));
        link.restorePower();
        coordinator.await(committed(summary -> summary.getReported() == 3));
    }

    private Progress roundsWithoutC(int rounds) throws Exception {
        coordinator.await(committed(summary -> summary.getReported() == 2));
        var last = Progress.getDefaultInstance();
        for (int i = 0; i < rounds; i++) {
            last = coordinator.await(committed(summary -> true));
            assertThat(last.getCommittedList()).allSatisfy(summary -> {
                assertThat(summary.getReported()).isEqualTo(2);
                assertThat(summary.getDuration().getSeconds()).isLessThanOrEqualTo(DEADLINE_SECONDS);
            });
        }
        return last;
    }

    private static Predicate<Progress> committed(Predicate<RoundSummary> expected) {
        return now -> now.getCommittedList().stream().anyMatch(expected);
    }

    private static ClientProgress c(Progress now) {
        return now.getClientsList().stream()
                .filter(client -> client.getClient().equals("c"))
                .findFirst()
                .orElseThrow();
    }

    /** Its shared part is 400 kB: 3 s at a megabit a second. */
    private static JobSettings job() {
        var job = TinyJob.settings(
                100_000,
                training -> training.withRound(training.round()
                        .withDeadline(Duration.ofSeconds(DEADLINE_SECONDS))
                        .withQuorum(1, 2)))
                .toBuilder();
        job.getModelBuilder().clearInputShape().addInputShape(1000).setHidden(100);
        // Unlike Random, it leaves no expert without a holder.
        job.getAlignmentBuilder().setPolicy(AlignmentPolicy.ALIGNMENT_POLICY_FITNESS_AND_LOAD);
        return job.build();
    }
}
