package dev.fedmoe.coordinator.testing;

import dev.fedmoe.coordinator.CoordinatorMain;
import dev.fedmoe.coordinator.store.RecoveryMilestone;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** The coordinator's main, but the process halts, as by SIGKILL, at the n-th milestone (of one kind, or of any). */
public final class CrashingMain {
    private CrashingMain() {}

    /** Arguments: the kind of milestone or ANY, n (0: never), then the coordinator's own. */
    public static void main(String[] args) {
        var left = new AtomicInteger(Integer.parseInt(args[1]));
        String kind = args[0];
        String[] own = Arrays.copyOfRange(args, 2, args.length);
        System.exit(CoordinatorMain.run(
                (milestone, round) -> {
                    if (counts(kind, milestone) && left.decrementAndGet() == 0) {
                        Runtime.getRuntime().halt(137);
                    }
                },
                own));
    }

    private static boolean counts(String kind, RecoveryMilestone milestone) {
        return kind.equals("ANY") || milestone.name().equals(kind);
    }
}
