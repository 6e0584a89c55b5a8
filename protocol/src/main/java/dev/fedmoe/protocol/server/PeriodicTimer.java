package dev.fedmoe.protocol.server;

import java.time.Duration;

/** Calls back at intervals, so that tests can turn the clock. */
interface PeriodicTimer {
    /** Runs {@code tick} after each interval, until the result is run. */
    Runnable every(Duration interval, Runnable tick);
}
