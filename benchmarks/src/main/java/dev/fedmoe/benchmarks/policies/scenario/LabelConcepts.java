package dev.fedmoe.benchmarks.policies.scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** What each group of clients means by a label: the first as the data has it, every other a permutation of its own. */
record LabelConcepts(List<List<Integer>> permutations) {
    static LabelConcepts draw(int groups, int classes, Random random) {
        var permutations = new ArrayList<List<Integer>>();
        for (int g = 0; g < groups; g++) {
            var permutation =
                    new ArrayList<>(IntStream.range(0, classes).boxed().toList());
            if (g > 0) {
                Collections.shuffle(permutation, random);
            }
            permutations.add(permutation);
        }
        return new LabelConcepts(permutations);
    }

    int groups() {
        return permutations.size();
    }

    int name(int group, int label) {
        return permutations.get(group).get(label);
    }
}
