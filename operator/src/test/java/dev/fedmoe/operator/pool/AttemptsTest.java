package dev.fedmoe.operator.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.operator.apply.Abreast;
import dev.fedmoe.operator.apply.ApplyFailed;
import dev.fedmoe.operator.apply.ApplyFailed.Why;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private final Attempts attempts = new Attempts(new Abreast());
    private final AtomicInteger written = new AtomicInteger();

    @Test
    void oneClientInTroubleDoesNotKeepTheOthersWaiting() {
        attempts.make(List.of(written::incrementAndGet, fails(Why.INVALID), written::incrementAndGet));

        assertThat(written).hasValue(2);
        assertThat(attempts.failures()).extracting(ApplyFailed::why).containsExactly(Why.INVALID);
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
            throw new ApplyFailed(why, "EdgeClient plant/a", "", "no");
        };
    }
}
