package dev.fedmoe.worker.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A client's samples, those it trains on and those it only scores on. */
public record HoldoutSplit(Dataset training, Dataset holdout) {
    /**
     * Same data set, share and seed, same split.
     *
     * @param share held out, in [0, 0.5]; at least one sample when above 0
     * @param where names the data in messages
     */
    public static HoldoutSplit of(Dataset dataset, double share, long seed, String where) throws BadDataException {
        int held = share > 0 ? (int) Math.max(1, Math.round(dataset.size() * share)) : 0;
        if (dataset.size() - held < 1) {
            throw new BadDataException(String.format(
                    Locale.ROOT,
                    "%s holds %d samples, of which %d are held out; nothing is left to train on. Maybe give this client more data.",
                    where,
                    dataset.size(),
                    Math.min(held, dataset.size())));
        }
        int[] order = shuffled(dataset.size(), new SplittableRandom(seed));
        int[] holdout = Arrays.copyOf(order, held);
        int[] training = Arrays.copyOfRange(order, held, order.length);
        Arrays.sort(holdout);
        Arrays.sort(training);
        return new HoldoutSplit(dataset.select(training), dataset.select(holdout));
    }

    /** 0 … size − 1 in random order. */
    public static int[] shuffled(int size, SplittableRandom random) {
        int[] order = IntStream.range(0, size).toArray();
        for (int i = size - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
        return order;
    }
}
