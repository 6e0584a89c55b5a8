package dev.fedmoe.core.placement;

import static dev.fedmoe.core.placement.PlacementFixture.client;
import static dev.fedmoe.core.placement.PlacementFixture.job;
import static dev.fedmoe.core.placement.PlacementFixture.place;
import static dev.fedmoe.core.placement.PlacementFixture.running;
import static dev.fedmoe.core.placement.PlacementFixture.slots;
import static dev.fedmoe.core.placement.PlacementProblem.Demand.UNBOUNDED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.core.placement.PlacementProblem.Demand;
import dev.fedmoe.core.placement.PlacementProblem.Tenure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a job is told that does not fit. */
class InsufficientCapacityTest {
    @Test
    void theNumbersTheNextStepAndWhoHoldsTheRest() {
        var cats = running(job("cats", 0, 5, 1), Map.of("a", Tenure.holding(3), "b", Tenure.holding(2)));

        var plan = place(
                List.of(job("fashion", 0, 8, 2), cats),
                client("a", 3),
                client("b", 3),
                client("c", 3),
                client("d", 3),
                client("e", 2),
                client("f", 2));

        assertThat(plan.job("fashion").shortage())
                .isEqualTo(
                        "needs 16 slots (8 experts × 2 holders), 11 free on 5 clients. "
                                + "Maybe lower training.quorum.perExpert, or free slots: job cats holds 5 at the same priority.");
        assertThat(plan.job("fashion").grants()).isEmpty();
        assertThat(plan.job("cats").fits()).isTrue();
    }

    @Test
    void whatOneJobCannotUseGoesToTheOthers() {
        var plan = place(List.of(job("huge", 100, 8, 2), job("tiny", 0, 2, 1)), client("a", 4));

        assertThat(plan.job("huge").fits()).isFalse();
        assertThat(slots(plan.job("tiny"))).isEqualTo(Map.of("a", 2));
    }

    @Test
    void anEmptyPool() {
        assertThat(place(List.of(job("j", 0, 2, 2))).job("j").shortage())
                .isEqualTo("needs 4 slots (2 experts × 2 holders), 0 free on 0 clients. "
                        + "Maybe lower training.quorum.perExpert, or add nodes to the pool.");
    }

    @Test
    void aQuorumOfOneCannotBeLowered() {
        assertThat(place(List.of(job("j", 0, 4, 1)), client("a", 1)).job("j").shortage())
                .isEqualTo("needs 4 slots (4 experts × 1 holder), 1 free on 1 client. "
                        + "Maybe lower model.experts, or add nodes to the pool.");
    }

    @Test
    void tooFewClientsAlthoughSlotsSuffice() {
        assertThat(place(
                                List.of(job("j", 0, new Demand(2, 1, 3, UNBOUNDED, UNBOUNDED, 0))),
                                client("a", 2),
                                client("b", 2))
                        .job("j")
                        .shortage())
                .isEqualTo("needs 3 clients (clients.min), 2 have room for an expert. "
                        + "Maybe lower clients.min, or add nodes to the pool.");
    }

    @Test
    void tooFewClientsAllowed() {
        assertThat(place(List.of(job("j", 0, new Demand(4, 1, 1, 1, UNBOUNDED, 0))), client("a", 2), client("b", 2))
                        .job("j")
                        .shortage())
                .isEqualTo("needs 4 slots (4 experts × 1 holder), 2 free on 1 client (clients.max of 2 with room). "
                        + "Maybe raise clients.max, or lower model.experts, or add nodes to the pool.");
    }

    @Test
    void aRunningJobThatLostClientsIsToldAndKeepsWhatThereIs() {
        var job = running(job("j", 0, 2, 2), Map.of("a", Tenure.holding(2), "gone", Tenure.holding(2)));

        var plan = place(List.of(job), client("a", 2), client("b", 1)).job("j");

        assertThat(plan.shortage()).startsWith("needs 4 slots (2 experts × 2 holders), 3 free on 2 clients.");
        assertThat(slots(plan)).isEqualTo(Map.of("a", 2, "b", 1));
    }
}
