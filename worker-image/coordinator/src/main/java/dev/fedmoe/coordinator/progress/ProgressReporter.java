package dev.fedmoe.coordinator.progress;

import dev.fedmoe.coordinator.commit.RoundHistoryFile;
import dev.fedmoe.core.federation.EventReason;
import dev.fedmoe.core.federation.FederationState;
import dev.fedmoe.core.federation.knowledge.ClientValuation;
import dev.fedmoe.protocol.RefusedRequest;
import dev.fedmoe.protocol.server.ControlPort.ProgressFeed;
import dev.fedmoe.protocol.v1alpha1.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log and the watchers. Watchers get the newest state at most every {@value #APART_MILLIS} ms, so that a thousand small
 * events of a round cost one message, and from a thread of their own, so that a large report delays no decision.
 */
public final class ProgressReporter implements AutoCloseable {
    static final long APART_MILLIS = 100;

    private static final Logger log = LoggerFactory.getLogger("dev.fedmoe.coordinator");

    private final Supplier<FederationState> state;
    private final RoundHistoryFile history;
    private final EventLog events;
    private final TransferMeter transfers;
    private final RefusalLog refusals = new RefusalLog();
    private final List<Watcher> watchers = new ArrayList<>();
    private final ReportThread thread = new ReportThread(this::publish);
    private CompletableFuture<Void> nextWatcher = new CompletableFuture<>();
    private @Nullable ClientValuation valuation;

    public ProgressReporter(
            Supplier<FederationState> state, RoundHistoryFile history, EventLog events, TransferMeter transfers) {
        this.state = state;
        this.history = history;
        this.events = events;
        this.transfers = transfers;
    }

    /** One watcher, and the newest committed round it was told of. */
    public final class Watcher {
        private final ProgressFeed feed;
        private Progress last = Progress.getDefaultInstance();
        private int toldRound;

        private Watcher(ProgressFeed feed) {
            this.feed = feed;
        }

        private void tell(Progress now) {
            var news = history.after(toldRound).stream()
                    .filter(line -> line.round() <= now.getRound())
                    .toList();
            if (now.equals(last) && news.isEmpty()) {
                return;
            }
            last = now;
            var message = now.toBuilder();
            news.forEach(line -> message.addCommitted(ProgressReport.summary(line)));
            if (!news.isEmpty()) {
                toldRound = news.get(news.size() - 1).round();
            }
            feed.send(message.build());
        }
    }

    /** Tells the current state at once, with the whole history. */
    public synchronized Watcher watch(ProgressFeed feed) {
        var watcher = new Watcher(feed);
        watchers.add(watcher);
        nextWatcher.complete(null);
        nextWatcher = new CompletableFuture<>();
        watcher.tell(now());
        return watcher;
    }

    public synchronized void leave(Watcher watcher) {
        watchers.remove(watcher);
    }

    /** Completes when somebody watches. */
    public synchronized CompletableFuture<Void> nextWatcher() {
        return watchers.isEmpty() ? nextWatcher : CompletableFuture.completedFuture(null);
    }

    public void unwatched() {
        log.info("job={} nobody has asked for the final state", job());
    }

    /** Something may have changed. */
    public void report() {
        thread.wanted();
    }

    /** Tells the final state, and ends every watch. */
    public synchronized void last() {
        publish();
        watchers.forEach(watcher -> watcher.feed.end());
    }

    public void happened(EventReason reason, int round, String message) {
        events.add(reason, round, message);
    }

    /** For the log alone. */
    public void noted(EventReason reason, int round, String message) {
        log.info("job={} round={} {}: {}", job(), round, reason, message);
    }

    public void refused(String client, RefusedRequest why) {
        long count = refusals.add(why);
        // A peer must not fill the log: the first ones, then ever fewer.
        if (count <= 16 || Long.bitCount(count) == 1) {
            log.warn("job={} client={} {} (number {}): {}", job(), client, why.refusal(), count, why.message());
        }
        report();
    }

    @Override
    public void close() {
        thread.close();
    }

    private synchronized void publish() {
        if (!watchers.isEmpty()) {
            Progress now = now();
            watchers.forEach(watcher -> watcher.tell(now));
        }
    }

    private Progress now() {
        var newest = state.get();
        var clients = ClientReport.of(newest, valuation(newest), transfers);
        return new ProgressReport(newest, clients)
                .build()
                .addAllHappenings(events.recent())
                .addAllRefusals(refusals.all())
                .build();
    }

    private ClientValuation valuation(FederationState newest) {
        var known = valuation;
        if (known == null || !known.isOf(newest.committed(), newest.roster())) {
            known = new ClientValuation(newest.committed(), newest.roster());
            valuation = known;
        }
        return known;
    }

    private String job() {
        return state.get().run().job().name();
    }
}
