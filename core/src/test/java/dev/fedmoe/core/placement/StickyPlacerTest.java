package dev.fedmoe.core.placement;

import static dev.fedmoe.core.placement.PlacementFixture.MIB;
import static dev.fedmoe.core.placement.PlacementFixture.client;
import static dev.fedmoe.core.placement.PlacementFixture.job;
import static dev.fedmoe.core.placement.PlacementFixture.place;
import static dev.fedmoe.core.placement.PlacementFixture.reason;
import static dev.fedmoe.core.placement.PlacementFixture.running;
import static dev.fedmoe.core.placement.PlacementFixture.slots;
import static dev.fedmoe.core.placement.PlacementProblem.Demand.UNBOUNDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fedmoe.core.capacity.CapacityProfile;
import dev.fedmoe.core.placement.PlacementProblem.Client;
import dev.fedmoe.core.placement.PlacementProblem.Demand;
import dev.fedmoe.core.placement.PlacementProblem.Tenure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StickyPlacerTest {
    @Test
    void aLoneJobGetsEverySlotThereIs() {
        var plan = place(List.of(job("fashion", 0, 8, 2)), client("a", 9), client("b", 6), client("c", 3));

        assertThat(plan.job("fashion").fits()).isTrue();
        // 9 quarter cores hold 8 experts: there are no more.
        assertThat(slots(plan.job("fashion"))).isEqualTo(Map.of("a", 8, "b", 6, "c", 3));
        assertThat(reason(plan.job("fashion"), "c"))
                .isEqualTo("joins with 3 slots: 16 slots (8 experts × 2 holders) are needed at least");
    }

    @Test
    void equalsShareWhatIsLeftAndNobodyGetsLessThanItNeeds() {
        var plan = place(
                List.of(job("cats", 0, 2, 2), job("dogs", 0, 2, 2)),
                client("a", 2),
                client("b", 2),
                client("c", 2),
                client("d", 2),
                client("e", 2),
                client("f", 2));

        assertThat(plan.job("cats").slots()).isEqualTo(6);
        assertThat(plan.job("dogs").slots()).isEqualTo(6);
    }

    @Test
    void higherPriorityGetsItsSlotsFirstAndTheRestToo() {
        var clients = new Client[] {client("a", 4), client("b", 4)};

        var both = place(List.of(job("low", 0, 2, 2), job("high", 100, 2, 2)), clients);
        assertThat(both.job("low").slots()).isEqualTo(4);
        assertThat(both.job("high").slots()).isEqualTo(4);

        var one = place(List.of(job("low", 0, 3, 2), job("high", 100, 2, 2)), clients);
        assertThat(one.job("high").fits()).isTrue();
        assertThat(one.job("low").shortage())
                .isEqualTo(
                        "needs 6 slots (3 experts × 2 holders), 4 free on 2 clients. Maybe lower training.quorum.perExpert, "
                                + "or free slots: job high holds 4 at priority 100.");
    }

    @Test
    void aRunningJobIsNotPushedOutByANewOneOfItsPriorityButByAHigherOne() {
        var old = running(job("old", 5, 2, 2), Map.of("a", Tenure.holding(2), "b", Tenure.holding(2)));
        var clients = new Client[] {client("a", 2), client("b", 2)};

        var equal = place(List.of(old, job("a-new-one", 5, 2, 2)), clients);
        assertThat(slots(equal.job("old"))).isEqualTo(Map.of("a", 2, "b", 2));
        assertThat(equal.job("a-new-one").grants()).isEmpty();

        var higher = place(List.of(old, job("urgent", 6, 2, 2)), clients);
        assertThat(slots(higher.job("urgent"))).isEqualTo(Map.of("a", 2, "b", 2));
        assertThat(higher.job("old").grants()).isEmpty();
    }

    @Test
    void aNewJobTakesWhatARunningOneHasBeyondItsNeed() {
        var old = running(
                job("old", 0, 2, 2), Map.of("a", Tenure.holding(2), "b", Tenure.holding(2), "c", Tenure.holding(2)));

        var plan = place(List.of(old, job("new", 0, 1, 1)), client("a", 2), client("b", 2), client("c", 2));

        assertThat(slots(plan.job("old"))).isEqualTo(Map.of("a", 2, "b", 2, "c", 1));
        assertThat(slots(plan.job("new"))).isEqualTo(Map.of("c", 1));
        assertThat(reason(plan.job("old"), "c")).isEqualTo("goes from 2 to 1 slot: there is room for no more");
        assertThat(reason(plan.job("old"), "a")).isEqualTo("stays with 2 slots: it runs there already");
    }

    @Test
    void aRunningWorkerMovesOnlyForAGainAboveTheThreshold() {
        var single = new Demand(1, 1, 1, 1, UNBOUNDED, 0);
        var clients = new Client[] {client("here", 1), client("there", 1)};

        var slightly =
                running(job("j", 0, single), Map.of("here", new Tenure(1, 0.50, 0), "there", new Tenure(0, 0.59, 0)));
        assertThat(slots(place(List.of(slightly), clients).job("j"))).isEqualTo(Map.of("here", 1));

        var clearly =
                running(job("j", 0, single), Map.of("here", new Tenure(1, 0.50, 0), "there", new Tenure(0, 0.61, 0)));
        assertThat(slots(place(List.of(clearly), clients).job("j"))).isEqualTo(Map.of("there", 1));
    }

    @Test
    void aStarvedExpertDrawsInTheFastestFreeClient() {
        var twoClients = new Demand(3, 1, 1, 2, UNBOUNDED, 0);
        var job = running(job("j", 0, twoClients), Map.of("old", new Tenure(2, 0.6, 0)), 0.0, 0.08, 0.41);

        var plan = place(List.of(job), client("old", 2, 100), client("slow", 2, 300), client("fast", 2, 820));

        assertThat(slots(plan.job("j"))).isEqualTo(Map.of("old", 2, "fast", 2));
        assertThat(reason(plan.job("j"), "fast"))
                .isEqualTo(
                        "joins with 2 slots: expert 2 is short of training (price 0.41) and it is the fastest free client");
    }

    @Test
    void theJobWithTheMostStarvedExpertChoosesFirstAmongEquals() {
        var calm = running(job("calm", 0, 1, 1), Map.of("a", Tenure.holding(1)), 0.1);
        var starved = running(job("starved", 0, 1, 1), Map.of("b", Tenure.holding(1)), 0.9);

        var plan = place(List.of(calm, starved), client("a", 1), client("b", 1), client("c", 1));

        assertThat(slots(plan.job("starved"))).isEqualTo(Map.of("b", 1, "c", 1));
        assertThat(slots(plan.job("calm"))).isEqualTo(Map.of("a", 1));
    }

    @Test
    void oneJobDoesNotGrowIntoWhatItsEqualRunsAlready() {
        var first = running(job("eager", 0, 1, 1), Map.of("d", new Tenure(1, 0.5, 0), "c", new Tenure(0, 0.9, 0)), 0.8);
        var other = running(job("other", 0, 1, 1), Map.of("a", Tenure.holding(1), "c", Tenure.holding(1)));
        var dear = new Client[] {client("a", 1), client("c", 1), client("d", 1)};

        // The eager job needs one slot and prefers c; that much it may take. Beyond its need it may not.
        var content =
                running(job("eager", 0, 1, 1), Map.of("d", new Tenure(1, 0.95, 0), "c", new Tenure(0, 0.9, 0)), 0.8);

        assertThat(slots(place(List.of(first, other), dear).job("eager"))).containsKey("c");
        assertThat(slots(place(List.of(content, other), dear).job("other"))).isEqualTo(Map.of("a", 1, "c", 1));
    }

    @Test
    void aNewcomerGetsTheFreeSlotRatherThanAWorkerOfAJobThatCouldUseIt() {
        var old = running(job("old", 0, 2, 1), Map.of("a", Tenure.holding(1), "b", Tenure.holding(1)));

        var plan = place(List.of(old, job("new", 0, 1, 1)), client("a", 2), client("b", 1));

        assertThat(slots(plan.job("old"))).isEqualTo(Map.of("a", 1, "b", 1));
        assertThat(slots(plan.job("new"))).isEqualTo(Map.of("a", 1));
    }

    @Test
    void boundsOnClientsAndSlotsAreKept() {
        var plan = place(
                List.of(job("j", 0, new Demand(4, 1, 2, 3, 2, 0))),
                client("a", 4),
                client("b", 4),
                client("c", 1),
                client("d", 4));

        assertThat(slots(plan.job("j"))).isEqualTo(Map.of("a", 2, "b", 2, "d", 2));
    }

    @Test
    void theLargestClientsAreTakenWhenFewMustDo() {
        var worth = Map.of("small", new Tenure(1, 0.9, 0), "large", new Tenure(0, 0.1, 0));

        var plan = place(
                List.of(running(job("j", 0, new Demand(3, 1, 1, 1, UNBOUNDED, 0)), worth)),
                client("small", 1),
                client("large", 3));

        assertThat(slots(plan.job("j"))).isEqualTo(Map.of("large", 3));
    }

    @Test
    void aClientThatIsNotReadyOrTooSmallGetsNothingAndTheLatterIsNamed() {
        var small = new Client("camera-7", CapacityProfile.declared(4_000, 180 * MIB), 8, true);
        var away = new Client("camera-8", CapacityProfile.declared(4_000, 8_192 * MIB), 8, false);

        var plan = place(List.of(job("j", 0, 2, 1)), client("a", 2), small, away);

        assertThat(slots(plan.job("j"))).isEqualTo(Map.of("a", 2));
        assertThat(plan.job("j").remarks())
                .containsExactly("camera-7 has 180 MiB left after the reserve, one expert needs 214 MiB");
    }

    @Test
    void workersOfSeveralJobsShareTheMemoryTheCpuAndTheCapOfAClient() {
        var memory = new Client("a", CapacityProfile.declared(4_000, 448 * MIB), 64, true);
        var plan = place(List.of(job("one", 0, 2, 1), job("two", 0, 2, 1)), memory);
        // 2 × (204 + 2 × 10) MiB.
        assertThat(plan.job("one").slots()).isEqualTo(2);
        assertThat(plan.job("two").slots()).isEqualTo(2);

        var capped = new Client("a", CapacityProfile.declared(4_000, 8_192 * MIB), 3, true);
        var other = place(List.of(job("one", 0, 2, 1), job("two", 0, 2, 1)), capped);
        assertThat(other.job("one").slots()).isEqualTo(2);
        assertThat(other.job("two").shortage()).startsWith("needs 2 slots (2 experts × 1 holder), 1 free on 1 client.");
    }

    @Test
    void namesMustBeUnique() {
        assertThatThrownBy(() -> place(List.of(job("j", 0, 2, 1)), client("a", 2), client("a", 3)))
                .hasMessage("two entries of one name among clients: [a, a]");
    }
}
