package dev.fedmoe.worker.train;

import dev.fedmoe.worker.data.Dataset;
import java.util.Arrays;
import java.util.List;

/**
 * What a client's own label shares add to its logits while it trains: {@code τ·log π}, so that a class it hardly has is not unlearned
 * for being rare here. The logit-adjusted loss of <a href="https://arxiv.org/abs/2007.07314">Menon et al. 2020</a>, with each client's
 * shares as in <a href="https://arxiv.org/abs/2209.00189">Zhang et al. 2022</a>, whose offset is another. Every class counts one sample
 * more than there are, so that one which is absent has a logarithm. What was trained so knows classes as if they were as frequent as each
 * other; on its own data a client adds the same again.
 */
public final class LabelPrior {
    private LabelPrior() {}

    /**
     * One number a class, at most 0.
     *
     * @param weight τ, at least 0; 0 gives none
     */
    public static List<Double> adjustment(Dataset training, double weight) {
        if (weight == 0) {
            return List.of();
        }
        int classes = training.shape().classes();
        long[] count = new long[classes];
        Arrays.fill(count, 1);
        training.labels().forEach(label -> count[label]++);
        double all = training.size() + classes;
        return Arrays.stream(count).mapToObj(c -> weight * Math.log(c / all)).toList();
    }
}
