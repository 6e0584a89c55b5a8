package dev.fedmoe.local.terminal;

import java.time.Duration;
import java.util.Optional;

/** Tells the time left from the rounds committed lately; a resumed run starts afresh. */
public final class RemainingTimeEstimate {
    /** Weight of the newest round; older ones fade. */
    private static final double NEWEST = 0.2;

    private double secondsPerRound = Double.NaN;

    public void committed(Duration round) {
        double seconds = round.toMillis() / 1000.0;
        secondsPerRound = Double.isNaN(secondsPerRound) ? seconds : NEWEST * seconds + (1 - NEWEST) * secondsPerRound;
    }

    /** Empty before the first round. */
    public Optional<Duration> left(int rounds) {
        return Double.isNaN(secondsPerRound)
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(Math.round(rounds * secondsPerRound * 1000)));
    }
}
