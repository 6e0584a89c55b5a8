package dev.fedmoe.core.federation.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.core.federation.planning.NextStep.Between;
import dev.fedmoe.core.federation.planning.NextStep.Finish;
import dev.fedmoe.core.federation.planning.NextStep.Goal;
import dev.fedmoe.core.federation.planning.NextStep.Open;
import dev.fedmoe.core.federation.planning.NextStep.Rest;
import dev.fedmoe.core.federation.planning.NextStep.Waits;
import dev.fedmoe.core.job.state.JobPhase;
import java.util.List;
import org.junit.jupiter.api.Test;

class NextStepTest {
    private static final Waits NOTHING = new Waits(0, 0, "");
    private static final Goal HALFWAY = new Goal(6, 12, "", 2, 0);

    @Test
    void opensWhenEveryoneIsThere() {
        assertThat(NextStep.decide(new Between(HALFWAY, false, 2, List.of(), new Waits(9, 0, ""))))
                .isEqualTo(new Open());
    }

    @Test
    void waitsForTheRosterWithinTheJoinWindow() {
        var waits = new Waits(2_500_000_000L, 0, "");

        assertThat(NextStep.decide(new Between(HALFWAY, false, 2, List.of("c", "d"), waits)))
                .isEqualTo(new Rest(
                        JobPhase.TRAINING, "2 clients are connected; waiting up to 3 s for c, d", 2_500_000_000L));
    }

    @Test
    void goesOnWithoutTheMissingWhenTheWindowIsOver() {
        assertThat(NextStep.decide(new Between(HALFWAY, false, 2, List.of("c"), NOTHING)))
                .isEqualTo(new Open());
    }

    @Test
    void belowTheClientsNeededItRestsUntilSomethingHappens() {
        assertThat(NextStep.decide(new Between(new Goal(0, 12, "", 2, 0), false, 1, List.of("b", "c"), NOTHING)))
                .isEqualTo(new Rest(JobPhase.PENDING, "1 of 2 clients needed are connected; waiting for b, c", 0));
    }

    @Test
    void suspendedItOpensNothing() {
        assertThat(NextStep.decide(new Between(HALFWAY, true, 2, List.of(), NOTHING)))
                .isEqualTo(new Rest(JobPhase.SUSPENDED, "suspended after round 6; spec.suspend: false resumes", 0));
    }

    @Test
    void afterTroubleItWaitsBeforeTheNextTry() {
        var waits = new Waits(0, 4_000_000_000L, "round 7 abandoned");

        assertThat(NextStep.decide(new Between(HALFWAY, false, 2, List.of(), waits)))
                .isEqualTo(new Rest(JobPhase.TRAINING, "round 7 abandoned", 4_000_000_000L));
    }

    @Test
    void finishesAfterTheLastRoundOrAtTheTarget() {
        assertThat(NextStep.decide(new Between(new Goal(12, 12, "", 2, 0), false, 0, List.of(), NOTHING)))
                .isEqualTo(new Finish("12 rounds are committed"));
        assertThat(NextStep.decide(
                        new Between(new Goal(6, 12, "G has reached 0.9", 2, 0), false, 2, List.of(), NOTHING)))
                .isEqualTo(new Finish("G has reached 0.9"));
    }

    @Test
    void aVolumeWithoutTheCommitsThatWereSeenOpensNoRoundAndSaysBothNumbers() {
        var lost = new Between(new Goal(0, 12, "", 2, 7), false, 3, List.of(), NOTHING);

        assertThat(NextStep.decide(lost))
                .isEqualTo(new NextStep.Rest(
                        JobPhase.PENDING,
                        "the volume holds round 0 and no later commit, but round 7 was committed: this is not the volume the"
                                + " job has trained on. No round is opened. Maybe bind its claim to the volume of before, or"
                                + " create the job anew to start over.",
                        0));
    }
}
