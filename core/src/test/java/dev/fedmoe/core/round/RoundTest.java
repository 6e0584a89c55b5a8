package dev.fedmoe.core.round;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.core.alignment.AlignmentPlan;
import dev.fedmoe.core.alignment.AlignmentPlan.Assignment;
import dev.fedmoe.core.alignment.AlignmentPlan.Choice;
import dev.fedmoe.core.model.PartId;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;

class RoundTest {
    private static final long SECOND = 1_000_000_000L;
    private static final PartId E0 = PartId.expert(0);
    private static final PartId E1 = PartId.expert(1);

    /** a holds 0; b holds 0 and 1; c holds 1. */
    private static final AlignmentPlan PLAN = new AlignmentPlan(
            List.of(assignment("a", 0), assignment("b", 0, 1), assignment("c", 1)), List.of(0.0, 0.0));

    @Test
    void anExpertClosesWhenItsOwnHoldersHaveAnswered() {
        var round = open(rules(1, 1, 0));

        answer(round, "a", PartId.SHARED, PartId.GATE, E0);
        assertThat(round.tick(1)).isEmpty();
        round.accepted("b", E0);

        assertThat(round.tick(2)).containsExactlyEntriesOf(aggregate(E0, "a", "b"));
        assertThat(round.outcome()).isEmpty();
    }

    @Test
    void sharedPartAndGateCloseLastAndTakeAllReporters() {
        var round = open(rules(1, 1, 0));
        answerAll(round);

        round.tick(1);

        assertThat(round.outcome()).hasValueSatisfying(outcome -> {
            var closings = ((RoundOutcome.Reported) outcome).closings();
            assertThat(closings.get(PartId.SHARED)).isEqualTo(new PartClosing.Aggregate(List.of("a", "b", "c")));
            assertThat(closings.get(PartId.GATE)).isEqualTo(new PartClosing.Aggregate(List.of("a", "b", "c")));
            assertThat(closings.get(E1)).isEqualTo(new PartClosing.Aggregate(List.of("b", "c")));
        });
    }

    @Test
    void aSecondCopyAnUnassignedAndALatePartChangeNothing() {
        var round = open(rules(1, 1, 0));
        round.accepted("a", E0);
        round.tick(61 * SECOND);

        assertThat(round.accepted("a", E0)).isEqualTo(PartAdmission.SETTLED);
        assertThat(round.accepted("a", E1)).isEqualTo(PartAdmission.NOT_ASSIGNED);
        assertThat(round.accepted("zoe", PartId.SHARED)).isEqualTo(PartAdmission.NOT_ASSIGNED);
        assertThat(round.accepted("b", E0)).isEqualTo(PartAdmission.LATE);
        assertThat(round.reporters()).containsExactly("a");
    }

    @Test
    void aLostClientIsWaitedForUntilItsGraceIsOver() {
        var round = open(rules(1, 1, 0));
        answer(round, "a", PartId.SHARED, PartId.GATE, E0);
        answer(round, "b", PartId.SHARED, PartId.GATE, E0, E1);

        round.lost("c", 5 * SECOND);

        assertThat(round.tick(5 * SECOND + 1)).containsOnlyKeys(E0);
        assertThat(round.nextCloseNanos(5 * SECOND + 1)).isEqualTo(7 * SECOND);
        assertThat(round.tick(7 * SECOND)).containsOnlyKeys(E1, PartId.SHARED, PartId.GATE);
        assertThat(round.outcome()).get().isInstanceOf(RoundOutcome.Reported.class);
    }

    @Test
    void aClientThatHasLeftHoldsNothingUp() {
        var round = open(rules(1, 2, 0));
        answer(round, "a", PartId.SHARED, PartId.GATE, E0);
        answer(round, "b", PartId.SHARED, PartId.GATE, E0, E1);

        round.left("c");

        assertThat(round.tick(1)).containsOnlyKeys(E0, E1, PartId.SHARED, PartId.GATE);
        assertThat(round.outcome()).get().isInstanceOf(RoundOutcome.Reported.class);
    }

    @Test
    void aRoundThatTooManyHaveLeftIsAbandonedAtOnceWithTheNumbers() {
        var round = open(rules(1, 3, 0));
        answer(round, "a", PartId.SHARED, PartId.GATE, E0);

        round.left("c");
        round.tick(1);

        assertThat(round.outcome())
                .contains(new RoundOutcome.Abandoned(
                        "round 12 abandoned: 1 of 3 clients reported, 3 are needed, and too many"
                                + " have been taken off the roster: c."));
    }

    @Test
    void aClientThatLeftAndCameBackIsWaitedForAgain() {
        var round = open(rules(1, 3, 0));
        round.left("c");

        round.returned("c");

        assertThat(round.tick(1)).isEmpty();
    }

    @Test
    void aClientThatReturnsInTimeIsCounted() {
        var round = open(rules(1, 1, 0));
        answer(round, "a", PartId.SHARED, PartId.GATE, E0);
        answer(round, "b", PartId.SHARED, PartId.GATE, E0, E1);
        round.lost("c", 5 * SECOND);
        round.returned("c");

        assertThat(round.tick(30 * SECOND)).containsOnlyKeys(E0);
        answer(round, "c", PartId.SHARED, PartId.GATE, E1);

        assertThat(round.tick(31 * SECOND)).containsEntry(E1, new PartClosing.Aggregate(List.of("b", "c")));
    }

    @Test
    void anExpertBelowItsQuorumKeepsItsWeightsAndSaysWhy() {
        var round = open(rules(2, 1, 0));
        answer(round, "a", PartId.SHARED, PartId.GATE, E0);
        answer(round, "b", PartId.SHARED, PartId.GATE, E0, E1);

        var closed = round.tick(60 * SECOND);

        assertThat(closed)
                .containsEntry(E0, new PartClosing.Aggregate(List.of("a", "b")))
                .containsEntry(E1, new PartClosing.Keep("1 of 2 holders answered for expert/1, its quorum is 2"));
    }

    @Test
    void belowMinClientsTheRoundWaitsForItsDeadlineAndIsAbandonedWithTheNumbers() {
        var round = open(rules(1, 2, 0));
        round.accepted("a", E0);
        round.lost("b", 0);
        round.lost("c", 0);

        assertThat(round.tick(59 * SECOND)).isEmpty();
        round.tick(60 * SECOND);

        assertThat(round.outcome())
                .contains(new RoundOutcome.Abandoned(
                        "round 12 abandoned after 60.0 s: 1 of 3 clients reported, 2 are needed;"
                                + " missing: b, c. Maybe look at their workers, or lower training.quorum.minClients."));
    }

    @Test
    void overSelectionClosesWithoutTheSlowest() {
        var round = open(rules(1, 1, 0.5));
        answer(round, "a", PartId.SHARED, PartId.GATE, E0);
        answer(round, "b", PartId.SHARED, PartId.GATE, E0, E1);

        assertThat(round.tick(1)).containsOnlyKeys(E0);
        assertThat(new RoundRules(1, 1, 0.5, true, Duration.ofMinutes(1), Duration.ZERO).enough(3))
                .isEqualTo(2);
    }

    @Test
    void anExpertNobodyHoldsKeepsItsWeights() {
        var round = Round.open(12, 3, PLAN, rules(1, 1, 0), 0);

        assertThat(round.close(1).closings().get(PartId.expert(2)))
                .isEqualTo(new PartClosing.Keep("no client of this round holds expert/2"));
    }

    @Test
    void aKeptGateIsNoPartOfTheRound() {
        var rules = new RoundRules(1, 1, 0, false, Duration.ofMinutes(1), Duration.ofSeconds(2));

        assertThat(Round.open(12, 2, PLAN, rules, 0).admit("a", PartId.GATE)).isEqualTo(PartAdmission.NOT_ASSIGNED);
    }

    @Test
    void knowsWhatItStillWantsOfAClient() {
        var round = open(rules(1, 1, 0));
        answer(round, "a", PartId.SHARED, PartId.GATE);
        assertThat(round.wantsMoreOf("a")).isTrue();
        assertThat(round.hasAllOf("a")).isFalse();

        round.accepted("a", E0);

        assertThat(round.wantsMoreOf("a")).isFalse();
        assertThat(round.hasAllOf("a")).isTrue();
    }

    private static RoundInTime open(RoundRules rules) {
        return new RoundInTime(Round.open(12, 2, PLAN, rules, 0));
    }

    private static RoundRules rules(int perExpert, int minClients, double overSelection) {
        return new RoundRules(
                perExpert, minClients, overSelection, true, Duration.ofSeconds(60), Duration.ofSeconds(2));
    }

    private static void answerAll(RoundInTime round) {
        answer(round, "c", PartId.SHARED, PartId.GATE, E1);
        answer(round, "a", PartId.SHARED, PartId.GATE, E0);
        answer(round, "b", PartId.SHARED, PartId.GATE, E0, E1);
    }

    private static void answer(RoundInTime round, String client, PartId... parts) {
        for (PartId part : parts) {
            assertThat(round.accepted(client, part)).isEqualTo(PartAdmission.WANTED);
        }
    }

    private static Map<PartId, PartClosing> aggregate(PartId part, String... clients) {
        return Map.of(part, new PartClosing.Aggregate(List.of(clients)));
    }

    private static Assignment assignment(String client, Integer... experts) {
        return new Assignment(
                client,
                Arrays.stream(experts).map(e -> new Choice(e, "because")).toList());
    }

    /** The newest state of a round to which one thing happens after the other. */
    private static final class RoundInTime {
        private Round now;

        RoundInTime(Round opened) {
            now = opened;
        }

        PartAdmission accepted(String client, PartId part) {
            var admission = now.admit(client, part);
            now = now.accepted(client, part);
            return admission;
        }

        void lost(String client, long atNanos) {
            now = now.lost(client, atNanos);
        }

        void left(String client) {
            now = now.left(client);
        }

        void returned(String client) {
            now = now.returned(client);
        }

        SortedMap<PartId, PartClosing> tick(long atNanos) {
            var closed = now.close(atNanos);
            now = closed.round();
            return closed.closings();
        }

        long nextCloseNanos(long atNanos) {
            return now.nextCloseNanos(atNanos);
        }

        Optional<RoundOutcome> outcome() {
            return now.outcome();
        }

        SortedSet<String> reporters() {
            return now.reporters();
        }

        boolean wantsMoreOf(String client) {
            return now.wantsMoreOf(client);
        }

        boolean hasAllOf(String client) {
            return now.hasAllOf(client);
        }
    }
}
