package dev.fedmoe.core.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SlotCalculatorTest {
    private static final long MIB = 1 << 20;
    private static final JobCost COST = new JobCost(
            8, 2, new WorkerCost(200 * MIB, 4 * MIB, 0, 4 * MIB, 100), new ExpertCost(MIB, MIB, MIB, 7 * MIB, 50));

    @Test
    void aClientWithRoomForEverythingHoldsEveryExpert() {
        var slots = slots(CapacityProfile.declared(4_000, 1_024 * MIB), SlotCalculator.UNCAPPED, RoundBudget.UNBOUNDED);

        assertThat(slots.count()).isEqualTo(8);
        assertThat(slots.limit()).isEqualTo(SlotCalculator.Limit.EXPERTS);
        assertThat(slots.reason()).isEqualTo("camera-7 has room for all 8 experts");
    }

    @Test
    void memoryBinds() {
        var slots =
                slots(CapacityProfile.declared(4_000, 244 * MIB - 1), SlotCalculator.UNCAPPED, RoundBudget.UNBOUNDED);

        assertThat(slots.count()).isEqualTo(3);
        assertThat(slots.reason()).isEqualTo("camera-7 has 243 MiB left after the reserve, 4 experts need 244 MiB");
    }

    @Test
    void theLastByteDecides() {
        assertThat(slots(CapacityProfile.declared(4_000, 214 * MIB), 8, RoundBudget.UNBOUNDED)
                        .count())
                .isEqualTo(1);
        assertThat(slots(CapacityProfile.declared(4_000, 214 * MIB - 1), 8, RoundBudget.UNBOUNDED)
                        .count())
                .isZero();
    }

    @Test
    void tooSmallForOneExpertIsToldWithNumbers() {
        var profile = CapacityProfile.declared(4_000, 680 * MIB).less(new NodeResources(500, 500 * MIB));
        var slots = slots(profile, SlotCalculator.UNCAPPED, RoundBudget.UNBOUNDED);

        assertThat(slots.count()).isZero();
        assertThat(slots.limit()).isEqualTo(SlotCalculator.Limit.MEMORY);
        assertThat(slots.reason()).isEqualTo("camera-7 has 180 MiB left after the reserve, one expert needs 214 MiB");
    }

    @Test
    void cpuBinds() {
        var slots = slots(CapacityProfile.declared(999, 1_024 * MIB), SlotCalculator.UNCAPPED, RoundBudget.UNBOUNDED);

        assertThat(slots.count()).isEqualTo(3);
        assertThat(slots.reason()).isEqualTo("camera-7 has 999m CPU left after the reserve, 4 experts need 1000m");
    }

    @Test
    void whatTheUserAsksForAWorkerFitsOrDoesNotWhateverItHolds() {
        var asked = COST.withAsked(new RequestedResources(OptionalLong.of(1_500), OptionalLong.of(1_024 * MIB)));

        var fits = SlotCalculator.of(new SlotProblem(
                "camera-7", CapacityProfile.declared(1_500, 1_024 * MIB), asked, 8, RoundBudget.UNBOUNDED));
        var small = SlotCalculator.of(new SlotProblem(
                "camera-7", CapacityProfile.declared(1_500, 1_023 * MIB), asked, 8, RoundBudget.UNBOUNDED));

        assertThat(fits.count()).isEqualTo(8);
        assertThat(small.count()).isZero();
        assertThat(small.reason()).isEqualTo("camera-7 has 1023 MiB left after the reserve, one expert needs 1024 MiB");
    }

    @Test
    void theCapBinds() {
        var slots = slots(CapacityProfile.declared(4_000, 1_024 * MIB), 1, RoundBudget.UNBOUNDED);

        assertThat(slots.count()).isEqualTo(1);
        assertThat(slots.reason()).isEqualTo("camera-7 is capped at 1 slot");
        assertThat(slots(CapacityProfile.declared(4_000, 1_024 * MIB), -3, RoundBudget.UNBOUNDED)
                        .count())
                .isZero();
    }

    @Test
    void aMeasuredClientGetsWhatItFinishesBeforeTheDeadline() {
        var measured = new CapacityProfile(new NodeResources(4_000, 1_024 * MIB), 100, MIB, MIB);

        // 60 s of training and 2 × (4 + k) s of transfer.
        var slots = slots(measured, SlotCalculator.UNCAPPED, new RoundBudget(6_000, 75));

        assertThat(slots.count()).isEqualTo(3);
        assertThat(slots.limit()).isEqualTo(SlotCalculator.Limit.TIME);
        assertThat(slots.reason())
                .isEqualTo(
                        "camera-7 needs 76.0 s a round for 4 experts (6000 samples at 100.0/s), the deadline is 75.0 s");
    }

    @Test
    void aClientTooSlowForOneExpertGetsNone() {
        var measured = new CapacityProfile(new NodeResources(4_000, 1_024 * MIB), 1, 0, 0);

        var slots = slots(measured, SlotCalculator.UNCAPPED, new RoundBudget(6_000, 60));

        assertThat(slots.count()).isZero();
        assertThat(slots.reason()).startsWith("camera-7 needs 4500.0 s a round for one expert");
    }

    @Test
    void moreRoomNeverMeansFewerSlots() {
        int before = 0;
        for (long memory = 0; memory < 400; memory++) {
            int now = slots(CapacityProfile.declared(memory * 10, memory * MIB), 6, RoundBudget.UNBOUNDED)
                    .count();
            assertThat(now).isBetween(before, 6);
            before = now;
        }
        assertThat(before).isEqualTo(6);
    }

    private static SlotCalculator slots(CapacityProfile left, int cap, RoundBudget budget) {
        return SlotCalculator.of(new SlotProblem("camera-7", left, COST, cap, budget));
    }
}
