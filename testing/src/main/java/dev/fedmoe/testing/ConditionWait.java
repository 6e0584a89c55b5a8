package dev.fedmoe.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what another thread is about to do, within a bound. */
public final class ConditionWait {
    private static final Duration BOUND = Duration.ofSeconds(10);

    private ConditionWait() {}

    /** Spins until {@code condition} holds; fails after 10 s. */
    public static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + BOUND.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(condition.getAsBoolean()).as("within " + BOUND).isTrue();
    }
}
