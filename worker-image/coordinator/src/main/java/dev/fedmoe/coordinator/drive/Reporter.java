package dev.fedmoe.coordinator.drive;

import dev.fedmoe.coordinator.store.Commit;
import dev.fedmoe.protocol.RefusedRequest;
import dev.fedmoe.protocol.server.ControlPort.ProgressFeed;
import dev.fedmoe.protocol.v1alpha1.JoinRequest;
import dev.fedmoe.protocol.v1alpha1.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log and the watchers. Watchers get the newest state at most every {@value #APART_MILLIS} ms, so that a thousand
 * small events of a round cost one message. Runs on the decision loop but for the refusals.
 */
final class Reporter {
    static final long APART_MILLIS = 100;

    private static final Logger log = LoggerFactory.getLogger("dev.fedmoe.coordinator");

    private final Desk desk;
    private final State state;
    private final Happenings happenings;
    private final Refusals refusals = new Refusals();
    private final List<Watcher> watchers = new ArrayList<>();
    private final LongSupplier clock;
    private Optional<Loop> loop = Optional.empty();
    private CompletableFuture<Void> nextWatcher = new CompletableFuture<>();
    private boolean scheduled;
    private long reportedNanos;

    Reporter(Desk desk, State state, Happenings happenings, LongSupplier clock) {
        this.desk = desk;
        this.state = state;
        this.happenings = happenings;
        this.clock = clock;
        this.reportedNanos = clock.getAsLong() - APART_MILLIS * 1_000_000;
    }

    void attach(Loop decisions) {
        loop = Optional.of(decisions);
    }

    /** One watcher, and the newest committed round it was told of. */
    final class Watcher {
        private final ProgressFeed feed;
        private Progress last = Progress.getDefaultInstance();
        private int toldRound;

        private Watcher(ProgressFeed feed) {
            this.feed = feed;
        }

        private void tell(Progress now) {
            var news = state.history.after(toldRound);
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
    Watcher watch(ProgressFeed feed) {
        var watcher = new Watcher(feed);
        watchers.add(watcher);
        nextWatcher.complete(null);
        nextWatcher = new CompletableFuture<>();
        watcher.tell(now());
        return watcher;
    }

    void leave(Watcher watcher) {
        watchers.remove(watcher);
    }

    /** Completes when somebody watches. */
    CompletableFuture<Void> nextWatcher() {
        if (!watchers.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return nextWatcher;
    }

    void unwatched() {
        log.info("job={} nobody has asked for the final state", desk.job().name());
    }

    /** Something may have changed. */
    void report() {
        if (watchers.isEmpty() || scheduled) {
            return;
        }
        long wait = reportedNanos + APART_MILLIS * 1_000_000 - clock.getAsLong();
        if (wait <= 0) {
            publish();
        } else {
            scheduled = true;
            loop.ifPresent(decisions -> decisions.quietly(this::publish, wait));
        }
    }

    /** The final state, and the end of every watch. */
    void last() {
        publish();
        watchers.forEach(watcher -> watcher.feed.end());
    }

    void happened(String reason, int round, String message) {
        happenings.add(reason, round, message);
    }

    void committed(Commit commit, boolean notable) {
        var people = commit.record().facts().people();
        var traffic = commit.record().facts().traffic();
        String message = String.format(
                Locale.ROOT,
                "round %d: %d of %d clients, %.1f MB up, %.1f MB down",
                commit.round(),
                people.reported(),
                people.planned(),
                traffic.upBytes() / 1e6,
                traffic.downBytes() / 1e6);
        if (notable) {
            happenings.add("RoundCommitted", commit.round(), message);
        } else {
            log.info("job={} round={} RoundCommitted: {}", desk.job().name(), commit.round(), message);
        }
    }

    void joined(JoinRequest request) {
        log.info(
                "job={} client={} Joined: {}, {} training samples",
                desk.job().name(),
                request.getClient(),
                request.getRole(),
                request.getTrainingSamples());
    }

    void lost(String client, int round) {
        happenings.add("ClientLost", round, client + " has lost its connection");
    }

    void kept(int round, String why) {
        log.info("job={} round={} ExpertKept: {}", desk.job().name(), round, why);
    }

    void untidy(IOException e) {
        log.warn(
                "job={} left over on the volume until the next start: {}",
                desk.job().name(),
                e.getMessage());
    }

    void refused(String client, RefusedRequest why) {
        long count = refusals.add(why);
        // A peer must not fill the log: the first ones, then ever fewer.
        if (count <= 16 || Long.bitCount(count) == 1) {
            log.warn(
                    "job={} client={} {} (number {}): {}",
                    desk.job().name(),
                    client,
                    why.refusal(),
                    count,
                    why.message());
        }
    }

    private void publish() {
        scheduled = false;
        reportedNanos = clock.getAsLong();
        Progress now = now();
        watchers.forEach(watcher -> watcher.tell(now));
    }

    private Progress now() {
        return new ProgressReport(desk, state)
                .build()
                .addAllHappenings(happenings.recent())
                .addAllRefusals(refusals.all())
                .build();
    }
}
