package dev.fedmoe.protocol.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fedmoe.protocol.ErrorCatalogue;
import dev.fedmoe.protocol.RefusedRequest;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import io.grpc.Status;
import io.grpc.StatusException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RetryLoopTest {
    private final List<Duration> pauses = new ArrayList<>();
    private final AtomicInteger reconnects = new AtomicInteger();
    private final LinkClock ticks = new LinkClock() {
        private long now;

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public void pause(Duration length) {
            pauses.add(length);
            now += length.toNanos();
        }
    };
    private final RetryLoop retry = new RetryLoop(new Random(7), ticks, reconnects::incrementAndGet);

    @Test
    void an_outage_is_tried_again_until_it_is_over() throws LinkException {
        var tries = new AtomicInteger();

        String answer = retry.until(Duration.ofMinutes(1), "join", deadline -> {
            if (tries.incrementAndGet() < 4) {
                throw outage();
            }
            return "joined";
        });

        assertThat(answer).isEqualTo("joined");
        assertThat(pauses).hasSize(3);
        assertThat(reconnects).hasValue(3);
    }

    @Test
    void pauses_grow_to_two_seconds_with_jitter() {
        assertThat(pausesAfter(0).getMin()).isEqualTo(25);
        assertThat(pausesAfter(0).getMax()).isEqualTo(50);
        assertThat(pausesAfter(3).getMin()).isBetween(200L, 210L);
        assertThat(pausesAfter(3).getMax()).isBetween(390L, 400L);
        assertThat(pausesAfter(40).getMin()).isBetween(1000L, 1010L);
        assertThat(pausesAfter(40).getMax()).isBetween(1990L, 2000L);
    }

    @Test
    void an_outage_ends_at_the_bound() {
        assertThatThrownBy(() -> retry.until(Duration.ofSeconds(3), "join", deadline -> {
                    throw outage();
                }))
                .isInstanceOfSatisfying(
                        LinkException.class, e -> assertThat(e.isOutage()).isTrue())
                .hasMessage("join: no route");
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void a_refusal_is_final() {
        var refusal = ErrorCatalogue.exception(new RefusedRequest(Refusal.REFUSAL_WRONG_EPOCH, "epoch is 2, not 1"));

        assertThatThrownBy(() -> retry.until(Duration.ofMinutes(1), "join", deadline -> {
                    throw new StatusException(refusal.getStatus(), refusal.getTrailers());
                }))
                .isInstanceOfSatisfying(
                        LinkException.class, e -> assertThat(e.refusal()).isEqualTo(Refusal.REFUSAL_WRONG_EPOCH))
                .hasMessage("join: epoch is 2, not 1");
        assertThat(pauses).isEmpty();
    }

    @Test
    void an_interruption_ends_it_and_stays_visible() {
        assertThatThrownBy(() -> retry.until(Duration.ofMinutes(1), "join", deadline -> {
                    throw new InterruptedException();
                }))
                .isInstanceOf(LinkException.class)
                .hasMessage("join: interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    private static StatusException outage() {
        return Status.UNAVAILABLE.withDescription("no route").asException();
    }

    private LongSummaryStatistics pausesAfter(int failures) {
        return LongStream.range(0, 5000)
                .map(any -> retry.backOff(failures).toMillis())
                .summaryStatistics();
    }
}
