package dev.fedmoe.operator.pool;

import dev.fedmoe.core.placement.Placer;
import dev.fedmoe.operator.cycle.CycleDecision;
import dev.fedmoe.operator.pool.observe.PoolSnapshot;
import dev.fedmoe.operator.pool.placement.PoolPlacer;
import dev.fedmoe.operator.pool.report.ClientStatusReport;
import dev.fedmoe.operator.pool.report.PoolAnnouncements;
import dev.fedmoe.operator.pool.report.PoolStatusReport;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** From all that is seen of a pool to all that is to be done about it. Looks at nothing else, not even a clock. */
final class PoolDecision {
    private static final Duration WHILE_HELD = Duration.ofSeconds(5);

    private final PoolPlacer placer;

    PoolDecision(Placer placer) {
        this.placer = new PoolPlacer(placer);
    }

    CycleDecision<PoolPlan, PoolMemory> of(PoolSnapshot seen, PoolMemory memory) {
        var placement = placer.place(seen, memory.freeze()).withCandidates(new ClientStatusReport(seen)::of);
        var turn = memory.pacing().turn(seen, placement.candidates());
        var plan = new PoolPlan(
                placement,
                PoolStatusReport.of(seen, placement),
                turn.admitted(),
                PoolAnnouncements.of(seen, placement));
        var held = placement.held().isEmpty()
                ? Optional.<Instant>empty()
                : Optional.of(seen.now().plus(WHILE_HELD));
        var lookAgain = Stream.concat(held.stream(), turn.due().stream()).min(Instant::compareTo);
        return new CycleDecision<>(plan, new PoolMemory(placement.freeze(), turn.next()), lookAgain);
    }
}
