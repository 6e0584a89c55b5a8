package dev.fedmoe.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ParallelCallsTest {
    private final ParallelCalls abreast = new ParallelCalls();

    @AfterEach
    void forget() {
        MDC.remove("job");
    }

    @Test
    void callsAreOnTheirWayTogetherAndAnswerInOrder() {
        var together = new CyclicBarrier(ParallelCalls.MOST);
        var calls = IntStream.range(0, ParallelCalls.MOST)
                .mapToObj(i -> (Supplier<Integer>) () -> {
                    meet(together);
                    return i;
                })
                .toList();

        assertThat(abreast.all(calls)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void oneThatFailsKeepsNoOtherFromItsTurn() {
        var done = new AtomicInteger();
        Supplier<Integer> fails = () -> {
            throw new IllegalStateException("no");
        };

        assertThatThrownBy(() -> abreast.all(List.of(done::incrementAndGet, fails, done::incrementAndGet)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no");

        assertThat(done).hasValue(2);
    }

    @Test
    void logsOfTheCallsNameTheJobAndForgetIt() {
        Supplier<Object> job = () -> String.valueOf(MDC.get("job"));
        var onEachThread = Collections.nCopies(ParallelCalls.MOST, job);

        MDC.put("job", "fashion");
        assertThat(abreast.all(onEachThread)).containsOnly("fashion");
        MDC.remove("job");

        assertThat(abreast.all(onEachThread)).containsOnly("null");
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new AssertionError("the others were not on their way", e);
        }
    }
}
