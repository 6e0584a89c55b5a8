package dev.fedmoe.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.operator.apply.ApplyFailedException.Why;
import dev.fedmoe.operator.apply.WriteBatch.Write;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WriteBatchTest {
    private final WriteBatch batch = new WriteBatch(new ParallelCalls(), Set.of(Why.UNAVAILABLE));
    private final AtomicInteger written = new AtomicInteger();

    @Test
    void oneClientInTroubleDoesNotKeepTheOthersWaiting() {
        batch.make(List.of(writes(), fails(Why.INVALID), writes()));

        assertThat(written).hasValue(2);
        assertThat(batch.failures()).extracting(f -> f.why().why()).containsExactly(Why.INVALID);
    }

    @Test
    void withoutAnApiServerNobodyElseWaitsForIt() {
        batch.make(List.of(fails(Why.UNAVAILABLE)));

        batch.make(List.of(writes(), writes()));

        assertThat(written).hasValue(0);
        assertThat(batch.failures()).hasSize(1);
    }

    private Write writes() {
        return new Write(new EdgeClient(), written::incrementAndGet);
    }

    private static Write fails(Why why) {
        return new Write(new EdgeClient(), () -> {
            throw new ApplyFailedException(why, "EdgeClient plant/a", "", "no");
        });
    }
}
