package dev.fedmoe.core.job.training;

import dev.fedmoe.core.job.validation.SpecField;

/** How much a client trains in a round: so many passes over its data, or so many optimizer steps. */
public sealed interface LocalWork {
    LocalWork DEFAULT = new LocalPasses(1);

    /** Optimizer steps for a client with so many samples, of which the last of a pass may be smaller than the batch. */
    int steps(int samples, int batchSize);

    /** Samples that a client with so many of its own sees in a round, each as often as it is seen. */
    long samples(long own, int batchSize);

    record LocalPasses(int count) implements LocalWork {
        public LocalPasses {
            new SpecField("training.localPasses").atLeast(1, count);
        }

        @Override
        public int steps(int samples, int batchSize) {
            return Math.multiplyExact(count, (samples + batchSize - 1) / batchSize);
        }

        @Override
        public long samples(long own, int batchSize) {
            return own * count;
        }
    }

    record LocalSteps(int count) implements LocalWork {
        public LocalSteps {
            new SpecField("training.localSteps").atLeast(1, count);
        }

        @Override
        public int steps(int samples, int batchSize) {
            return count;
        }

        @Override
        public long samples(long own, int batchSize) {
            return (long) count * batchSize;
        }
    }
}
