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
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
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
    void anOutageIsTriedAgainUntilItIsOver() throws LinkException {
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
    void pausesGrowToTwoSecondsWithJitter() {
        assertThatThrownBy(() -> retry.until(Duration.ofMinutes(10), "join", deadline -> {
                    throw outage();
                }))
                .isInstanceOf(LinkException.class);

        assertThat(pauses.get(0)).isBetween(Duration.ofMillis(25), Duration.ofMillis(50));
        assertThat(pauses.get(3)).isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
        assertThat(pauses.subList(6, pauses.size()))
                .hasSizeGreaterThan(100)
                .allSatisfy(pause -> assertThat(pause).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2)))
                .anySatisfy(pause -> assertThat(pause).isLessThan(Duration.ofMillis(1100)))
                .anySatisfy(pause -> assertThat(pause).isGreaterThan(Duration.ofMillis(1900)));
    }

    @Test
    void anOutageEndsAtTheBound() {
        assertThatThrownBy(() -> retry.until(Duration.ofSeconds(3), "join", deadline -> {
                    throw outage();
                }))
                .isInstanceOfSatisfying(
                        LinkException.class, e -> assertThat(e.isOutage()).isTrue())
                .hasMessage("join: no route");
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void aRefusalIsFinal() {
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
    void anInterruptionEndsItAndStaysVisible() {
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
}
