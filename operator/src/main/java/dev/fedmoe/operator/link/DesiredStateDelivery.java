package dev.fedmoe.operator.link;

import dev.fedmoe.core.job.state.DesiredState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one coordinator shall do and what it has taken on. The coordinator counts generations on its volume; an order gets the next
 * one, so an order is in force as long as nobody raises the count.
 */
final class DesiredStateDelivery {
    private @Nullable CoordinatorOrder wanted;
    private @Nullable CoordinatorOrder taken;
    private long takenAs;
    private @Nullable CoordinatorOrder asked;
    private long askedAs;
    private long observed = -1;

    /** False when it is what was wanted already. */
    boolean want(CoordinatorOrder order) {
        boolean news = !order.equals(wanted);
        wanted = order;
        return news;
    }

    /** The generation in a report. {@code first}: of a new connection, where a lower one means that the volume was lost. */
    void observe(long generation, boolean first) {
        if (first || generation > observed) {
            observed = generation;
        }
        if (generation > takenAs || (first && generation < takenAs)) {
            taken = null;
        }
    }

    /** What is to be sent now; empty when it is in force, being asked, or the coordinator has not reported yet. */
    Optional<DesiredState> next() {
        if (wanted == null || asked != null || observed < 0 || wanted.equals(taken)) {
            return Optional.empty();
        }
        asked = wanted;
        askedAs = observed + 1;
        return Optional.of(new DesiredState(
                askedAs, wanted.roster(), wanted.suspended(), Optional.of(wanted.training()), wanted.committedRound()));
    }

    /** The coordinator's answer: the generation in force then. A higher one, in it or reported since, is not ours: ours goes out again. */
    void answered(long generation) {
        observed = Math.max(observed, generation);
        if (generation == askedAs && generation == observed) {
            taken = asked;
            takenAs = generation;
        }
        asked = null;
    }

    void failed() {
        asked = null;
    }

    /** The connection is gone: nothing is known until the next report. */
    void disconnected() {
        asked = null;
        observed = -1;
    }
}
