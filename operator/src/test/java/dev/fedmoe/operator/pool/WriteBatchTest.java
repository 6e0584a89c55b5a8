package dev.fedmoe.operator.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.operator.apply.ApplyFailedException;
import dev.fedmoe.operator.apply.ApplyFailedException.Why;
import dev.fedmoe.operator.apply.ParallelCalls;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WriteBatchTest {
    private final WriteBatch attempts = new WriteBatch(new ParallelCalls());
    private final AtomicInteger written = new AtomicInteger();

    @Test
    void oneClientInTroubleDoesNotKeepTheOthersWaiting() {
        attempts.make(List.of(written::incrementAndGet, fails(Why.INVALID), written::incrementAndGet));

        assertThat(written).hasValue(2);
        assertThat(attempts.failures()).extracting(ApplyFailedException::why).containsExactly(Why.INVALID);
    }

    @Test
    void withoutAnApiServerNobodyElseWaitsForIt() {
        attempts.make(List.of(fails(Why.UNAVAILABLE)));

        attempts.make(List.of(written::incrementAndGet, written::incrementAndGet));

        assertThat(written).hasValue(0);
        assertThat(attempts.failures()).hasSize(1);
    }

    private static Runnable fails(Why why) {
        return () -> {
            throw new ApplyFailedException(why, "EdgeClient plant/a", "", "no");
        };
    }
}
