package dev.fedmoe.protocol.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Time that passes when a test says so. */
final class ManualTimer implements PeriodicTimer {
    private final List<Tick> ticks = new CopyOnWriteArrayList<>();

    @Override
    public Runnable every(Duration interval, Runnable tick) {
        var ticking = new Tick(interval, tick);
        ticks.add(ticking);
        return () -> ticks.remove(ticking);
    }

    void pass(Duration time) {
        ticks.forEach(tick -> tick.pass(time));
    }

    private static final class Tick {
        private final Duration interval;
        private final Runnable run;
        private Duration waited = Duration.ZERO;

        private Tick(Duration interval, Runnable run) {
            this.interval = interval;
            this.run = run;
        }

        private void pass(Duration time) {
            waited = waited.plus(time);
            while (waited.compareTo(interval) >= 0) {
                waited = waited.minus(interval);
                run.run();
            }
        }
    }
}
