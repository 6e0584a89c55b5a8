package dev.fedmoe.core.alignment;

import org.jspecify.annotations.Nullable;

/**
 * The numbers behind a choice.
 *
 * @param seen fitness the client showed, as far as its policy believes it; NaN when it never tried the expert
 * @param completed fitness it was given the expert for
 * @param affinity how much it is like the others the expert is for, in [-1, 1]; null where that is unknown or was not asked for
 * @param price what one more holder was worth to the expert
 * @param load the expert's part of all routed samples
 * @param instead the expert the client came closest to getting, with all else as it was; null when it holds all
 */
public record ChoiceExplanation(
        double seen,
        double completed,
        @Nullable Double affinity,
        double price,
        double load,
        Quota quota,
        @Nullable Alternative instead) {

    /**
     * How many clients hold the expert in this round, and how many might.
     *
     * @param high {@link Integer#MAX_VALUE} when there was no such bound
     */
    public record Quota(int holders, int low, int high) {}

    /**
     * @param completed its fitness; NaN where fitness has no say
     * @param missing how much fitter it would have had to be, at least; where fitness has no say, how much more evenly it would
     *     have had to be trained, in the units of coverage's cost
     */
    public record Alternative(int expert, double completed, double missing) {}
}
