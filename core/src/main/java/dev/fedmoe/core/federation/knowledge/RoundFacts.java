package dev.fedmoe.core.federation.knowledge;

import java.util.Collections;
import java.util.List;

/**
 * One committed round in numbers.
 *
 * @param people clients with an accepted update, and clients in the plan
 * @param time how long the round was open, and the slowest answer in it
 * @param traffic tensor bytes of this round
 * @param estimatedGlobal g of the model the round started from; negative until measured
 * @param personal P of the model the round started from; negative until measured
 * @param load each expert's share of all routed samples after this round
 */
public record RoundFacts(
        People people, Time time, Traffic traffic, double estimatedGlobal, double personal, List<Double> load) {
    public RoundFacts {
        load = List.copyOf(load);
    }

    /** Of the initial model. */
    public static RoundFacts none(int experts) {
        return new RoundFacts(
                new People(0, 0), new Time(0, 0), new Traffic(0, 0), -1, -1, Collections.nCopies(experts, 0.0));
    }

    public record People(int reported, int planned) {}

    public record Time(long openMillis, long slowestAnswerMillis) {}

    public record Traffic(long downBytes, long upBytes) {}
}
