package dev.fedmoe.local.split;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** The samples of each class in random order. */
record SamplesByClass(List<int[]> samples) {
    static SamplesByClass of(int[] labels, Random random) {
        int classes = Arrays.stream(labels).max().orElse(-1) + 1;
        var counts = new int[classes];
        for (int label : labels) {
            counts[label]++;
        }
        var samples = new ArrayList<int[]>();
        for (int count : counts) {
            samples.add(new int[count]);
        }
        var next = new int[classes];
        for (int i = 0; i < labels.length; i++) {
            samples.get(labels[i])[next[labels[i]]++] = i;
        }
        for (int[] ofClass : samples) {
            RandomShuffle.inPlace(ofClass, random);
        }
        return new SamplesByClass(samples);
    }

    int count() {
        return samples.size();
    }

    /** Deals each class by its own shares: {@code shares[class][client]}, each row summing to 1 or to 0 for nobody. */
    List<int[]> deal(double[][] shares, int clients) {
        var parts = new ArrayList<List<Integer>>();
        for (int c = 0; c < clients; c++) {
            parts.add(new ArrayList<>());
        }
        for (int k = 0; k < count(); k++) {
            double before = 0;
            for (int c = 0; c < clients; c++) {
                double after = before + shares[k][c];
                cut(samples.get(k), before, after, parts.get(c));
                before = after;
            }
        }
        return parts.stream()
                .map(part -> part.stream().mapToInt(Integer::intValue).sorted().toArray())
                .toList();
    }

    /** Rounds both borders the same way, so that neighbours neither share nor lose a sample. */
    private static void cut(int[] from, double before, double after, List<Integer> into) {
        int end = (int) Math.min(from.length, Math.round(after * from.length));
        for (int i = (int) Math.round(before * from.length); i < end; i++) {
            into.add(from[i]);
        }
    }
}
