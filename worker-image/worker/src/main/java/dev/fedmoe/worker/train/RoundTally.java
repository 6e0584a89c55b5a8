package dev.fedmoe.worker.train;

import dev.fedmoe.worker.model.ModelScore;
import dev.fedmoe.worker.model.StepOutcome;
import dev.fedmoe.worker.train.LocalTrainingOutcome.ExpertOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Adds up what the steps of a round report. */
final class RoundTally {
    private final List<Integer> held;
    private final List<ModelScore> before;
    private final long[] routed;
    private final List<Long> stepNanos = new ArrayList<>();
    private long samples;

    RoundTally(List<Integer> held, List<ModelScore> before) {
        this.held = held;
        this.before = before;
        this.routed = new long[held.size()];
    }

    void add(StepOutcome step, int size, long nanos) {
        samples += size;
        stepNanos.add(nanos);
        for (int e = 0; e < routed.length; e++) {
            routed[e] += step.routed().get(e);
        }
    }

    long samples() {
        return samples;
    }

    List<ExpertOutcome> experts() {
        return IntStream.range(0, routed.length)
                .mapToObj(e -> new ExpertOutcome(held.get(e), before.get(e).loss(), routed[e]))
                .toList();
    }

    Duration medianStep() {
        return Duration.ofNanos(stepNanos.stream().sorted().toList().get(stepNanos.size() / 2));
    }
}
