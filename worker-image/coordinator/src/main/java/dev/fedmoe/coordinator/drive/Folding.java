package dev.fedmoe.coordinator.drive;

import dev.fedmoe.coordinator.spool.PartFold;
import dev.fedmoe.coordinator.spool.Spool;
import dev.fedmoe.coordinator.spool.SpooledPart;
import dev.fedmoe.coordinator.store.Commit;
import dev.fedmoe.coordinator.store.CommitDraft;
import dev.fedmoe.coordinator.store.Commits;
import dev.fedmoe.coordinator.store.Milestone;
import dev.fedmoe.coordinator.store.Milestones;
import dev.fedmoe.core.aggregation.Weights;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.core.model.PartSpec;
import dev.fedmoe.core.round.Closing;
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
final class Folding implements AutoCloseable {
    private static final ThreadLocal<PartFold> FOLD = ThreadLocal.withInitial(PartFold::new);

    private final Commits commits;
    private final Commit before;
    private final Spool spool;
    private final ExecutorService threads;
    private final Milestones milestones;
    private final Map<PartId, Work> closed = new TreeMap<>();
    private @Nullable CommitDraft draft;

    Folding(Commits commits, Commit before, Spool spool, ExecutorService threads, Milestones milestones) {
        this.commits = commits;
        this.before = before;
        this.spool = spool;
        this.threads = threads;
        this.milestones = milestones;
    }

    /** Begins to fold a part that has closed. */
    synchronized void add(PartSpec part, Closing closing, Settlement settlement) {
        var work = new Work(part, closing, settlement);
        work.done = threads.submit(work);
        closed.put(part.id(), work);
    }

    /** Waits for the folds, repeats those that failed, and commits. May be called again after an IOException. */
    Commit commit(Commits.Account account) throws IOException {
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
        return commits.commit(draft(), before, account);
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

    private void fold(PartSpec part, Closing closing, Settlement settlement) throws IOException {
        int round = before.round() + 1;
        var target = draft();
        if (closing instanceof Closing.Aggregate aggregate) {
            Weights weights = settlement.weights(part, aggregate.clients());
            if (weights.isMoving()) {
                var contributors = new ArrayList<SpooledPart>();
                aggregate.clients().forEach(client -> contributors.add(spool.part(client, part)));
                var writer = target.begin(part.id());
                FOLD.get().run(part, weights, contributors, before, writer);
                target.finish(part.id(), writer, round);
                milestones.reached(Milestone.PART_FOLDED, round);
                return;
            }
        }
        target.keep(part.id(), before);
        milestones.reached(Milestone.PART_FOLDED, round);
    }

    /** One part's fold. */
    private final class Work implements Callable<PartId> {
        private final PartSpec part;
        private final Closing closing;
        private final Settlement settlement;
        private volatile @Nullable Future<PartId> done;

        Work(PartSpec part, Closing closing, Settlement settlement) {
            this.part = part;
            this.closing = closing;
            this.settlement = settlement;
        }

        @Override
        public PartId call() throws IOException {
            fold(part, closing, settlement);
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
