package dev.fedmoe.core.fitness;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a client tells of its labels: nothing, their shares under noise, or their shares. */
public enum LabelSketch {
    NONE,
    /**
     * Every count with two-sided geometric noise before anything else is done to it: Ghosh, Roughgarden, Sundararajan 2012,
     * Universally utility-maximizing privacy mechanisms, doi 10.1137/09076828X. Exchanging one sample for another changes two
     * counts by one each, so one sketch is {@link #EPSILON}-differentially private.
     */
    NOISED,
    EXACT;

    /** More classes than this share buckets. */
    public static final int MAX_BUCKETS = 32;

    static final double EPSILON = 1;

    private static final double DECAY = EPSILON / 2;

    /** As manifests spell it: {@code None}, {@code Noised}, {@code Exact}; empty is None. Throws with these in the message. */
    public static LabelSketch named(String name) {
        return name.isEmpty()
                ? NONE
                : Arrays.stream(values())
                        .filter(sketch -> sketch.toString().equals(name))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no label sketch '" + name + "'. Maybe one of "
                                + Arrays.stream(values())
                                        .map(LabelSketch::toString)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    /** Length of a sketch of so many classes; 0 when there is none. */
    public int buckets(int classes) {
        return this == NONE ? 0 : Math.min(classes, MAX_BUCKETS);
    }

    /**
     * The sketch of a client's samples: a share a bucket, of sum 1; empty when there is none.
     *
     * @param labels each in [0, classes)
     * @param secret draws the noise; whoever can repeat it can take the noise away
     */
    public List<Double> of(IntStream labels, int classes, RandomGenerator secret) {
        var counts = new long[buckets(classes)];
        if (this != NONE) {
            labels.forEach(label -> counts[label % counts.length]++);
        }
        if (this == NOISED) {
            for (int b = 0; b < counts.length; b++) {
                counts[b] = Math.max(0, counts[b] + geometric(secret) - geometric(secret));
            }
        }
        long all = Arrays.stream(counts).sum();
        return all == 0
                ? Collections.nCopies(counts.length, 1.0 / Math.max(1, counts.length))
                : Arrays.stream(counts).mapToObj(n -> (double) n / all).toList();
    }

    @Override
    public String toString() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }

    // How often a coin that shows heads with probability exp(-DECAY) does so in a row.
    private static long geometric(RandomGenerator secret) {
        return (long) Math.floor(-Math.log(1 - secret.nextDouble()) / DECAY);
    }
}
