package dev.fedmoe.benchmarks.echo;

import dev.fedmoe.benchmarks.echo.RoundMarks.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The figures of a run, between the first task of the first measured round and that of the round after the last. */
record EchoFigures(EchoRun.Result result, int first, int last) {
    /** From the first measured task to the task after the last measured round. */
    double seconds() {
        return (min(last + 1, Mark::taskMicros) - min(first, Mark::taskMicros)) / 1e6;
    }

    /** Processor time of coordinator and workers together, a round. */
    double cpuSecondsPerRound() {
        long nanos = max(last + 1, Mark::coordinatorNanos) - max(first, Mark::coordinatorNanos);
        for (var client : result.marks()) {
            nanos += of(client, last + 1).ownNanos() - of(client, first).ownNanos();
        }
        return nanos / 1e9 / (last - first + 1);
    }

    /** From the last accepted upload of a round to the first task of the next, milliseconds; the middle one. */
    double turnaroundMillis() {
        var times = new ArrayList<Double>();
        for (int round = first; round <= last; round++) {
            times.add((min(round + 1, Mark::taskMicros) - max(round, Mark::uploadedMicros)) / 1e3);
        }
        times.sort(null);
        return times.get(times.size() / 2);
    }

    long workerPeakBytes() {
        return max(last, Mark::peakBytes);
    }

    private long min(int round, ToLongFunction<Mark> value) {
        return marks(round).stream().mapToLong(value).min().orElseThrow();
    }

    private long max(int round, ToLongFunction<Mark> value) {
        return marks(round).stream().mapToLong(value).max().orElseThrow();
    }

    private List<Mark> marks(int round) {
        return result.marks().stream().map(client -> of(client, round)).toList();
    }

    private static Mark of(Map<Integer, Mark> client, int round) {
        Mark mark = client.get(round);
        if (mark == null) {
            throw new IllegalStateException("a worker has no mark of round " + round);
        }
        return mark;
    }
}
