package dev.fedmoe.core.fitness;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What clients saw on their held-out samples with the experts they hold, the newest of each. From this come P and g; G needs
 * a test set. Immutable.
 *
 * @param newest by client
 */
public record HoldoutScores(SortedMap<String, Score> newest) {
    /** Most held-out samples one client weighs; claims above it count as this many. */
    static final long MAX_SAMPLES = 1L << 32;

    public HoldoutScores {
        newest = Collections.unmodifiableSortedMap(new TreeMap<>(newest));
    }

    /** One client's held-out score of the model of a committed round. */
    public record Score(int round, long correct, long samples) {
        public Score {
            if (samples < 1 || correct < 0 || correct > samples) {
                throw new IllegalArgumentException(correct + " correct of " + samples + " samples is not a score");
            }
        }

        public double accuracy() {
            return (double) correct / samples;
        }
    }

    /**
     * P, every client counting the same.
     *
     * @param worstClient of equals the first by name
     */
    public record Personal(double mean, double worst, String worstClient, int clients) {}

    /** g, what the clients' samples together suggest for G, every sample counting the same. */
    public record EstimatedGlobal(double value, long samples) {}

    public static HoldoutScores empty() {
        return new HoldoutScores(new TreeMap<>());
    }

    /** Keeps a client's newest score. Impossible claims are ignored; an older score never replaces a newer. */
    public HoldoutScores with(String client, int round, long correct, long samples) {
        if (samples < 1 || correct < 0 || correct > samples) {
            return this;
        }
        var known = newest.get(client);
        if (known != null && known.round() > round) {
            return this;
        }
        var next = new TreeMap<>(newest);
        next.put(client, bounded(round, correct, samples));
        return new HoldoutScores(next);
    }

    /** Empty until a client has scored. */
    public Optional<Personal> personal() {
        return newest.entrySet().stream()
                .min(Comparator.comparingDouble(e -> e.getValue().accuracy()))
                .map(worst -> new Personal(
                        newest.values().stream()
                                .mapToDouble(Score::accuracy)
                                .average()
                                .orElseThrow(),
                        worst.getValue().accuracy(),
                        worst.getKey(),
                        newest.size()));
    }

    /** Empty until a client has scored. */
    public Optional<EstimatedGlobal> estimatedGlobal() {
        long samples = newest.values().stream().mapToLong(Score::samples).sum();
        long correct = newest.values().stream().mapToLong(Score::correct).sum();
        return samples == 0 ? Optional.empty() : Optional.of(new EstimatedGlobal((double) correct / samples, samples));
    }

    /** The newest score of one client. */
    public Optional<Score> of(String client) {
        return Optional.ofNullable(((Map<String, Score>) newest).get(client));
    }

    private static Score bounded(int round, long correct, long samples) {
        if (samples <= MAX_SAMPLES) {
            return new Score(round, correct, samples);
        }
        return new Score(round, Math.round((double) correct / samples * MAX_SAMPLES), MAX_SAMPLES);
    }
}
