package dev.fedmoe.local.terminal;

import java.time.Duration;

/** Durations for people. */
public final class DurationFormat {
    private DurationFormat() {}

    /** {@code 58 s}, {@code 1 m 38 s}, {@code 2 h 5 m}. */
    public static String rough(Duration duration) {
        long seconds = Math.max(0, Math.round(duration.toMillis() / 1000.0));
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " m " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " m";
    }
}
