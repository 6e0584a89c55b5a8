package dev.fedmoe.operator;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The time, as beans are given it. */
final class Clocks {
    private Clocks() {}

    @Produces
    @Singleton
    static Clock utc() {
        return Clock.systemUTC();
    }
}
