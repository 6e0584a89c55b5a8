package dev.fedmoe.controlplane.status;

import java.time.Duration;

/** Ages as kubectl prints them: two units at most, the smaller one only while it still says something. */
public final class AgeFormat {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long YEAR = 365 * DAY;

    private AgeFormat() {}

    /** 2s, 119s, 3m12s, 15m, 5h30m, 20h, 3d, 12d, 2y11d. Clocks may differ: a little before now is 0s. */
    public static String of(Duration age) {
        long s = age.toSeconds();
        if (s < -1) {
            return "<invalid>";
        }
        if (s < 2 * MINUTE) {
            return Math.max(0, s) + "s";
        }
        if (s < 3 * HOUR) {
            return s < 10 * MINUTE ? two(s, MINUTE, "m", 1, "s") : s / MINUTE + "m";
        }
        if (s < 2 * DAY) {
            return s < 8 * HOUR ? two(s, HOUR, "h", MINUTE, "m") : s / HOUR + "h";
        }
        if (s < 2 * YEAR) {
            return s < 8 * DAY ? two(s, DAY, "d", HOUR, "h") : s / DAY + "d";
        }
        return s < 8 * YEAR ? two(s, YEAR, "y", DAY, "d") : s / YEAR + "y";
    }

    private static String two(long seconds, long large, String largeName, long small, String smallName) {
        long rest = seconds % large / small;
        return seconds / large + largeName + (rest == 0 ? "" : rest + smallName);
    }
}
