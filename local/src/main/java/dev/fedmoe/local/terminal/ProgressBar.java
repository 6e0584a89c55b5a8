package dev.fedmoe.local.terminal;

import java.time.Duration;
import java.util.Optional;

/** How far a run is, as {@code [########----------] 58 s left}. */
public final class ProgressBar {
    private static final int CELLS = 18;

    private ProgressBar() {}

    /** @param left empty while it cannot be told */
    public static String of(int done, int total, Optional<Duration> left) {
        int filled = total == 0 ? 0 : Math.min(CELLS, done * CELLS / total);
        String bar = "[" + "#".repeat(filled) + "-".repeat(CELLS - filled) + "]";
        return left.map(duration -> bar + " " + DurationFormat.rough(duration) + " left")
                .orElse(bar);
    }
}
