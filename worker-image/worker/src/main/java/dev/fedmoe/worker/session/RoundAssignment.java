package dev.fedmoe.worker.session;

import dev.fedmoe.protocol.client.LinkException;
import java.util.function.BooleanSupplier;

/** Work of one round, as the coordinator asked for it. */
record RoundAssignment(long epoch, int round, Work work) {
    boolean isFor(long otherEpoch, int otherRound) {
        return epoch == otherEpoch && round == otherRound;
    }

    /** Ends early, without a trace, once {@code abandoned} is true. */
    @FunctionalInterface
    interface Work {
        void perform(BooleanSupplier abandoned) throws LinkException;
    }
}
