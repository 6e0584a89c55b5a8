package dev.fedmoe.core.federation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.core.federation.EventReason;
import dev.fedmoe.core.federation.FederationEffect.AnswerDelivery;
import dev.fedmoe.core.federation.FederationEffect.CloseRoom;
import dev.fedmoe.core.federation.FederationEffect.DeliveryAnswer;
import dev.fedmoe.core.federation.FederationEffect.EndJob;
import dev.fedmoe.core.federation.FederationEffect.ExportModel;
import dev.fedmoe.core.federation.FederationEffect.FoldPart;
import dev.fedmoe.core.federation.FederationEffect.OpenRoom;
import dev.fedmoe.core.federation.FederationEffect.Publish;
import dev.fedmoe.core.federation.FederationEffect.PushClosed;
import dev.fedmoe.core.federation.FederationEffect.PushFinished;
import dev.fedmoe.core.federation.FederationEffect.PushTraining;
import dev.fedmoe.core.federation.FederationEffect.WakeAt;
import dev.fedmoe.core.federation.FederationEffect.WriteCommit;
import dev.fedmoe.core.federation.FederationEvent.CommitFailed;
import dev.fedmoe.core.federation.FederationEvent.ExportFailed;
import dev.fedmoe.core.federation.FederationEvent.ModelExported;
import dev.fedmoe.core.federation.FederationEvent.PlanWriteFailed;
import dev.fedmoe.core.federation.FederationStage.BetweenRounds;
import dev.fedmoe.core.federation.FederationStage.Committing;
import dev.fedmoe.core.federation.FederationStage.RoundOpen;
import dev.fedmoe.core.job.state.DesiredState;
import dev.fedmoe.core.job.state.JobPhase;
import dev.fedmoe.core.round.PartAdmission;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every retry and every rest, without a thread. */
class FederationEngineTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void aRoundGoesFromThePlanToTheCommitAndTheLastOneToTheModel() {
        var engine = EngineFixture.of(1).listening("a", "b", "c");
        assertThat(engine.effects(PushTraining.class)).hasSize(3);
        engine.planWritten().deliverAll();

        assertThat(engine.effects(FoldPart.class)).hasSize(4);
        engine.committed();

        assertThat(engine.only(CloseRoom.class).committed()).isTrue();
        assertThat(engine.effects(ExportModel.class)).hasSize(1);
        engine.tell(new ModelExported("model.safetensors"));
        assertThat(engine.effects(PushFinished.class)).hasSize(3);
        assertThat(engine.effects(EndJob.class)).hasSize(1);
        assertThat(engine.state().status().phase()).isEqualTo(JobPhase.COMPLETE);
        assertThat(engine.message()).isEqualTo("1 rounds are committed");
    }

    @Test
    void belowTheClientsNeededNoRoundIsOpened() {
        var engine = EngineFixture.of(3).listening("a").after(Duration.ofMinutes(1));

        assertThat(engine.state().stage()).isInstanceOf(BetweenRounds.class);
        assertThat(engine.message()).isEqualTo("1 of 2 clients needed are connected; waiting for b, c");
    }

    @Test
    void theMissingAreWaitedForUntilTheJoinWindowIsOver() {
        var engine = EngineFixture.of(3).listening("a", "b");
        assertThat(engine.only(WakeAt.class).nanos())
                .isEqualTo(Duration.ofSeconds(10).toNanos());

        engine.after(Duration.ofSeconds(10));

        assertThat(engine.effects(OpenRoom.class)).hasSize(1);
        assertThat(engine.effects(PushTraining.class)).hasSize(2);
    }

    @Test
    void suspendedItFinishesTheOpenRoundAndOpensNoOtherUntilItIsToldTo() {
        var engine = EngineFixture.of(3)
                .opened()
                .apply(EngineFixture.suspended(2))
                .deliverAll()
                .committed();
        assertThat(engine.state().status().phase()).isEqualTo(JobPhase.SUSPENDED);
        assertThat(engine.effects(OpenRoom.class)).isEmpty();

        engine.apply(EngineFixture.desired(3, EngineFixture.CLIENTS));

        assertThat(engine.only(OpenRoom.class).planned().round()).isEqualTo(2);
    }

    @Test
    void aVolumeBehindWhatTheControlSideHasSeenOpensNoRound() {
        var running = EngineFixture.desired(2, EngineFixture.CLIENTS);
        var seen = new DesiredState(2, running.roster(), false, Optional.empty(), 40);

        var engine = EngineFixture.of(60).apply(seen).listening("a", "b", "c");

        assertThat(engine.state().stage()).isInstanceOf(BetweenRounds.class);
        assertThat(engine.message()).contains("holds round 0").contains("round 40 was committed");
    }

    @Test
    void anOlderDesiredStateChangesNothing() {
        var engine = EngineFixture.of(3).apply(EngineFixture.suspended(4));

        engine.apply(EngineFixture.desired(3, List.of("zoe")));

        assertThat(engine.state().desired()).isEqualTo(EngineFixture.suspended(4));
    }

    @Test
    void nothingIsCountedBeforeThePlanIsDurableAndAllOfItAfter() {
        var engine = EngineFixture.of(3).listening("a", "b", "c").deliver("a");
        assertThat(engine.effects(AnswerDelivery.class)).isEmpty();
        assertThat(engine.round().round().reporters()).isEmpty();

        engine.planWritten();

        assertThat(engine.effects(AnswerDelivery.class))
                .extracting(AnswerDelivery::answer)
                .hasSize(4)
                .containsOnly(new DeliveryAnswer.Decided(PartAdmission.WANTED));
        assertThat(engine.round().round().reporters()).containsExactly("a");
    }

    @Test
    void aPlanThatCannotBeWrittenWithdrawsTheRoundAndTriesAgain() {
        var engine = EngineFixture.of(3).listening("a", "b", "c").deliver("a");

        engine.tell(new PlanWriteFailed(engine.round().opening(), "No space left on device"));

        String reason =
                "the plan of round 1 cannot be written: No space left on device. Maybe make room on the volume.";
        assertThat(engine.effects(AnswerDelivery.class))
                .extracting(AnswerDelivery::answer)
                .hasSize(4)
                .containsOnly(new DeliveryAnswer.Unplanned("No space left on device"));
        assertThat(engine.only(CloseRoom.class).committed()).isFalse();
        assertThat(engine.effects(PushClosed.class)).hasSize(3);
        assertThat(engine.only(Publish.class)).isEqualTo(new Publish(EventReason.PLAN_FAILED, 1, reason));
        assertThat(engine.message()).isEqualTo(reason + " Trying again in 1 s.");

        assertThat(engine.after(SECOND).opening()).isEqualTo(2);
        engine.tell(new PlanWriteFailed(2, "No space left on device"));
        assertThat(engine.effects(Publish.class)).as("people are told once").isEmpty();
        assertThat(engine.message()).endsWith("Trying again in 2 s.");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 4", "4, 8", "5, 16", "6, 30", "9, 30"})
    void aCommitThatFailsSoOftenWaitsSoLongAndIsToldOnce(int failures, long seconds) {
        var engine = EngineFixture.of(3).opened().deliverAll();
        var write = engine.only(WriteCommit.class);
        int told = 0;

        for (int i = 0; i < failures; i++) {
            if (i > 0) {
                engine.after(Duration.ofSeconds(30));
                assertThat(engine.only(WriteCommit.class)).isEqualTo(write);
            }
            engine.tell(new CommitFailed(1, "No space left on device"));
            told += engine.effects(Publish.class).size();
        }

        assertThat(told).isEqualTo(1);
        assertThat(engine.message())
                .isEqualTo("round 1 is not committed: No space left on device. Trying again in " + seconds
                        + " s; its updates are kept. Maybe make room on the volume.");
        engine.after(Duration.ofSeconds(seconds).minusNanos(1));
        assertThat(engine.effects(WriteCommit.class)).isEmpty();
        engine.after(Duration.ofNanos(1));
        assertThat(engine.only(WriteCommit.class)).isEqualTo(write);
        engine.committed();
        assertThat(engine.state().committed().round()).isEqualTo(1);
        assertThat(engine.message()).isEmpty();
    }

    @Test
    void anExportThatFailsIsTriedAgain() {
        var engine = EngineFixture.of(1).opened().deliverAll().committed();

        engine.tell(new ExportFailed("No space left on device"));

        assertThat(engine.message())
                .isEqualTo("the model cannot be written: No space left on device. Trying again in 1 s."
                        + " Maybe make room on the volume.");
        assertThat(engine.after(SECOND.minusNanos(1)).effects(ExportModel.class))
                .isEmpty();
        assertThat(engine.after(Duration.ofNanos(1)).effects(ExportModel.class)).hasSize(1);
    }

    @Test
    void belowQuorumAtTheDeadlineTheRoundIsAbandonedAndAnotherAttemptIsMade() {
        var engine = EngineFixture.of(3).opened().deliver("a");

        engine.after(Duration.ofSeconds(60));

        assertThat(engine.effects(Publish.class))
                .extracting(Publish::reason)
                .containsExactly(EventReason.ROUND_ABANDONED);
        assertThat(engine.effects(PushClosed.class)).hasSize(2);
        assertThat(engine.state().committed().round()).isZero();
        assertThat(engine.after(SECOND).only(OpenRoom.class).planned().attempt())
                .isEqualTo(1);
    }

    @Test
    void aRoundClosesAtTheDeadlineWithThoseWhoHaveAnswered() {
        var engine = EngineFixture.of(3).opened().deliver("a").deliver("b");
        assertThat(engine.state().stage()).isInstanceOf(RoundOpen.class);

        engine.after(Duration.ofSeconds(60));

        assertThat(engine.state().stage()).isInstanceOf(Committing.class);
        assertThat(engine.only(PushClosed.class).reason())
                .isEqualTo("its updates are in; the round is being committed");
        engine.committed();
        assertThat(engine.state().clients().find("a").orElseThrow().reliability())
                .isEqualTo(1);
        assertThat(engine.state().clients().find("c").orElseThrow().reliability())
                .isZero();
    }
}
