package dev.fedmoe.benchmarks.policies.scenario;

import dev.fedmoe.worker.data.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Test samples by class, to be drawn in any proportions. */
final class TestSetSampler {
    private final List<List<Integer>> byClass = new ArrayList<>();
    private final Random random;

    TestSetSampler(Dataset test, Random random) {
        this.random = random;
        for (int k = 0; k < test.shape().classes(); k++) {
            byClass.add(new ArrayList<>());
        }
        for (int i = 0; i < test.size(); i++) {
            byClass.get(test.label(i)).add(i);
        }
    }

    /** So many positions in the test set, in the proportions of {@code counts}; a class too small for that repeats its samples. */
    int[] draw(int samples, int[] counts) {
        int[] wanted = wanted(samples, counts);
        return IntStream.range(0, wanted.length)
                .flatMap(k -> drawn(byClass.get(k), wanted[k]))
                .toArray();
    }

    private IntStream drawn(List<Integer> ofClass, int wanted) {
        Collections.shuffle(ofClass, random);
        return IntStream.range(0, wanted).map(i -> ofClass.get(i % ofClass.size()));
    }

    /** Largest remainders; nothing of a class without test samples. */
    private int[] wanted(int samples, int[] counts) {
        int[] known = IntStream.range(0, counts.length)
                .map(k -> byClass.get(k).isEmpty() ? 0 : counts[k])
                .toArray();
        double total = Math.max(1, Arrays.stream(known).sum());
        int[] wanted = Arrays.stream(known)
                .map(count -> (int) (samples * (count / total)))
                .toArray();
        int missing = samples - Arrays.stream(wanted).sum();
        IntStream.range(0, known.length)
                .filter(k -> known[k] > 0)
                .boxed()
                .sorted(Comparator.comparingDouble(k -> wanted[k] - samples * (known[k] / total)))
                .limit(missing)
                .forEach(k -> wanted[k]++);
        return wanted;
    }
}
