package dev.fedmoe.local.split;

import java.util.Random;

/** Fisher and Yates. */
final class RandomShuffle {
    private RandomShuffle() {}

    static int[] range(int length, Random random) {
        int[] values = new int[length];
        for (int i = 0; i < length; i++) {
            values[i] = i;
        }
        inPlace(values, random);
        return values;
    }

    static void inPlace(int[] values, Random random) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = values[i];
            values[i] = values[j];
            values[j] = kept;
        }
    }
}
