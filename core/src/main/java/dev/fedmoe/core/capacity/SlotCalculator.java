package dev.fedmoe.core.capacity;

import java.util.Locale;

/**
 * How many experts of a job a client can hold, and what keeps it from holding more.
 *
 * @param count 0 when not even one fits
 */
public record SlotCalculator(SlotProblem problem, int count, Limit limit) {
    public static final int UNCAPPED = Integer.MAX_VALUE;

    private static final double MIB = 1 << 20;

    /** What binds; of several at the same count the first. */
    public enum Limit {
        MEMORY,
        CPU,
        TIME,
        CAP,
        /** It can hold every expert there is. */
        EXPERTS
    }

    public static SlotCalculator of(SlotProblem problem) {
        var cost = problem.cost();
        var left = problem.left().resources();
        var best = new SlotCalculator(problem, cost.experts(), Limit.EXPERTS);
        best = best.atMost(problem.cap(), Limit.CAP);
        best = best.atMost(cost.slotsByCpu(left.cpuMillis()), Limit.CPU);
        best = best.atMost(cost.slotsByMemory(left.memoryBytes()), Limit.MEMORY);
        int inTime = problem.budget().slotsInTime(cost, problem.left(), best.count);
        return inTime < best.count ? new SlotCalculator(problem, inTime, Limit.TIME) : best;
    }

    /** The numbers behind {@link #limit()}; for zero slots a sentence that names the client. */
    public String reason() {
        return switch (limit) {
            case MEMORY ->
                String.format(
                        Locale.ROOT,
                        "%s has %s left after the reserve, %s %s",
                        problem.client(),
                        left(problem.left().resources().memoryBytes()),
                        experts(count + 1),
                        needs() + mebibytes(problem.cost().resources(count + 1).memoryBytes()));
            case CPU ->
                String.format(
                        Locale.ROOT,
                        "%s has %dm CPU left after the reserve, %s %s",
                        problem.client(),
                        problem.left().resources().cpuMillis(),
                        experts(count + 1),
                        needs() + problem.cost().resources(count + 1).cpuMillis() + "m");
            case TIME ->
                String.format(
                        Locale.ROOT,
                        "%s needs %.1f s a round for %s (%d samples at %.1f/s), the deadline is %.1f s",
                        problem.client(),
                        roundSeconds(problem, count + 1),
                        experts(count + 1),
                        problem.budget().samples(),
                        problem.left().samplesPerSecond(),
                        problem.budget().seconds());
            case CAP ->
                String.format(
                        Locale.ROOT, "%s is capped at %s", problem.client(), count == 1 ? "1 slot" : count + " slots");
            case EXPERTS -> String.format(Locale.ROOT, "%s has room for %s", problem.client(), "all " + experts(count));
        };
    }

    private SlotCalculator atMost(long bound, Limit by) {
        return bound <= count ? new SlotCalculator(problem, (int) Math.max(0, bound), by) : this;
    }

    private static double roundSeconds(SlotProblem problem, int slots) {
        return problem.cost()
                .roundSeconds(slots, problem.left(), problem.budget().samples());
    }

    private static String experts(int n) {
        return n == 1 ? "one expert" : n + " experts";
    }

    // Rounded apart, so that a message never says that 214 MiB do not fit into 214 MiB.
    private static String left(long bytes) {
        return (long) Math.floor(bytes / MIB) + " MiB";
    }

    private static String mebibytes(long needed) {
        return (long) Math.ceil(needed / MIB) + " MiB";
    }

    private String needs() {
        return count == 0 ? "needs " : "need ";
    }
}
