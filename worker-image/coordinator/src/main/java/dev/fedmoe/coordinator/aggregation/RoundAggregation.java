package dev.fedmoe.coordinator.aggregation;

import dev.fedmoe.coordinator.commit.Commit;
import dev.fedmoe.coordinator.commit.CommitDraft;
import dev.fedmoe.coordinator.commit.CommitStore;
import dev.fedmoe.coordinator.spool.PartFold;
import dev.fedmoe.coordinator.spool.SpooledPart;
import dev.fedmoe.coordinator.spool.UpdateSpool;
import dev.fedmoe.coordinator.store.MilestoneListener;
import dev.fedmoe.coordinator.store.RecoveryMilestone;
import dev.fedmoe.core.aggregation.ContributionWeights;
import dev.fedmoe.core.federation.knowledge.RoundRecord;
import dev.fedmoe.core.federation.rounds.AggregationWeights;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.core.model.PartSpec;
import dev.fedmoe.core.round.PartClosing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Turns a round's accepted updates into the next commit. Parts are folded as soon as they close, on the folding threads;
 * what failed there, for instance on a full disk, is tried again at the next {@link #commit}.
 */
public final class RoundAggregation implements AutoCloseable {
    private static final ThreadLocal<PartFold> FOLD = ThreadLocal.withInitial(PartFold::new);

    private final CommitStore commits;
    private final Commit before;
    private final UpdateSpool spool;
    private final ExecutorService threads;
    private final MilestoneListener milestones;
    private final Map<PartId, Work> closed = new TreeMap<>();
    private @Nullable CommitDraft draft;

    RoundAggregation(
            CommitStore commits,
            Commit before,
            UpdateSpool spool,
            ExecutorService threads,
            MilestoneListener milestones) {
        this.commits = commits;
        this.before = before;
        this.spool = spool;
        this.threads = threads;
        this.milestones = milestones;
    }

    /** Begins to fold a part that has closed. */
    public synchronized void add(PartSpec part, PartClosing closing, AggregationWeights weights) {
        var work = new Work(part, closing, weights);
        work.done = threads.submit(work);
        closed.put(part.id(), work);
    }

    /** Waits for the folds, repeats those that failed, and commits. May be called again after an IOException. */
    public Commit commit(RoundRecord record) throws IOException {
        List<Work> all;
        synchronized (this) {
            all = new ArrayList<>(closed.values());
        }
        for (Work work : all) {
            if (work.done == null) {
                work.done = threads.submit(work);
            }
        }
        IOException failed = null;
        for (Work work : all) {
            try {
                work.await();
            } catch (IOException e) {
                work.done = null;
                failed = e;
            }
        }
        if (failed != null) {
            throw failed;
        }
        return commits.commit(draft(), before, record);
    }

    @Override
    public synchronized void close() throws IOException {
        for (Work work : closed.values()) {
            work.cancel();
        }
        if (draft != null) {
            draft.close();
        }
        spool.close();
    }

    private synchronized CommitDraft draft() throws IOException {
        CommitDraft open = draft;
        if (open == null) {
            open = commits.draft(before.round() + 1);
            draft = open;
        }
        return open;
    }

    private void fold(PartSpec part, PartClosing closing, AggregationWeights counting) throws IOException {
        int round = before.round() + 1;
        var target = draft();
        if (closing instanceof PartClosing.Aggregate aggregate) {
            ContributionWeights weights = counting.of(part, aggregate.clients());
            if (weights.isMoving()) {
                var contributors = new ArrayList<SpooledPart>();
                aggregate.clients().forEach(client -> contributors.add(spool.part(client, part)));
                var writer = target.begin(part.id());
                FOLD.get().run(part, weights, contributors, before, writer);
                target.finish(part.id(), writer, round);
                milestones.reached(RecoveryMilestone.PART_FOLDED, round);
                return;
            }
        }
        target.keep(part.id(), before);
        milestones.reached(RecoveryMilestone.PART_FOLDED, round);
    }

    /** One part's fold. */
    private final class Work implements Callable<PartId> {
        private final PartSpec part;
        private final PartClosing closing;
        private final AggregationWeights weights;
        private volatile @Nullable Future<PartId> done;

        Work(PartSpec part, PartClosing closing, AggregationWeights weights) {
            this.part = part;
            this.closing = closing;
            this.weights = weights;
        }

        @Override
        public PartId call() throws IOException {
            fold(part, closing, weights);
            return part.id();
        }

        void await() throws IOException {
            var future = done;
            if (future == null) {
                throw new IllegalStateException(part.id() + " was never begun");
            }
            try {
                future.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while folding " + part.id(), e);
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IOException trouble) {
                    throw trouble;
                }
                throw new IllegalStateException("folding " + part.id() + " failed", e);
            }
        }

        void cancel() {
            var future = done;
            if (future != null) {
                future.cancel(false);
            }
        }
    }
}
