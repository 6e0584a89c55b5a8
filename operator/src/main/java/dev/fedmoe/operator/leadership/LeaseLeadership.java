package dev.fedmoe.operator.leadership;

import dev.fedmoe.operator.OperatorSettings;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Leads while the lease was renewed within the renew deadline, by our monotonic clock, counted from before the call: true only
 * while no other replica can have taken it, whatever a call in flight is doing. Never gives up, never ends the process.
 */
@Singleton
public class LeaseLeadership implements Leadership {
    private static final Logger log = Logger.getLogger(LeaseLeadership.class);

    /** How late listeners may hear that a deadline has passed; {@link #leads} is never late. */
    private static final long TELL_MILLIS = 200;

    private final LeaseStore store;
    private final LeaseCandidate ballot;
    private final OperatorSettings.Lease times;
    private final LongSupplier ticks;
    private final InstantSource clock;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService elector = daemon("leadership");
    private final ScheduledExecutorService teller = daemon("leadership-listeners");

    private volatile boolean held;
    private volatile long renewedAt;
    private volatile long triedAt;
    private boolean told;
    private String seen = "";
    private long seenAt;
    private boolean complained;

    @Inject
    LeaseLeadership(LeaseStore store, OperatorSettings settings) {
        this(store, settings.identity(), settings.lease(), System::nanoTime, InstantSource.system());
    }

    LeaseLeadership(
            LeaseStore store, String identity, OperatorSettings.Lease times, LongSupplier ticks, InstantSource clock) {
        this.store = store;
        this.ballot = new LeaseCandidate(identity, times.duration());
        this.times = times;
        this.ticks = ticks;
        this.clock = clock;
        this.triedAt = ticks.getAsLong();
    }

    @Override
    public boolean leads() {
        return held && ticks.getAsLong() - renewedAt < times.renewDeadline().toNanos();
    }

    /** How long ago the lease was looked at last, in vain or not. */
    public Duration sinceTried() {
        return Duration.ofNanos(ticks.getAsLong() - triedAt);
    }

    @Override
    public void listen(Listener listener) {
        listeners.add(listener);
        if (leads()) {
            teller.execute(() -> listener.changed(true));
        }
    }

    void start(@Observes StartupEvent event) {
        start();
    }

    void stop(@Observes ShutdownEvent event) {
        stop();
    }

    void start() {
        long period = times.retryPeriod().toMillis();
        var unusedElection = elector.scheduleWithFixedDelay(this::tick, 0, period, TimeUnit.MILLISECONDS);
        var unusedTelling = teller.scheduleWithFixedDelay(this::tell, TELL_MILLIS, TELL_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Frees the lease when it is ours, so that the next leader need not wait; within five seconds. */
    void stop() {
        boolean led = leads();
        held = false;
        elector.shutdownNow();
        try {
            if (elector.awaitTermination(times.retryPeriod().toMillis(), TimeUnit.MILLISECONDS) && led) {
                release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        tell();
        teller.shutdownNow();
    }

    /** One look at the lease, and one write when it is ours or free. */
    void tick() {
        long before = ticks.getAsLong();
        triedAt = before;
        try {
            Optional<Lease> lease = store.read();
            boolean ours = ballot.bid(lease.orElse(null), still(lease.orElse(null), before), now())
                    .map(store::write)
                    .orElse(false);
            if (ours) {
                renewedAt = before;
            }
            held = ours && !elector.isShutdown();
            complained = false;
        } catch (KubernetesClientException e) {
            // Still ours until the deadline: the API may be back before.
            complain(Objects.requireNonNullElseGet(e.getMessage(), e::toString));
        } catch (RuntimeException e) {
            log.error("leader election goes on in spite of a bug", e);
        }
        teller.execute(this::tell);
    }

    private void complain(String message) {
        if (!complained) {
            log.warnf("the lease cannot be read or renewed, trying on every %s: %s", times.retryPeriod(), message);
            complained = true;
        }
    }

    private Duration still(@Nullable Lease lease, long now) {
        String version = lease == null ? "" : lease.getMetadata().getResourceVersion();
        if (!version.equals(seen)) {
            seen = version;
            seenAt = now;
        }
        return Duration.ofNanos(now - seenAt);
    }

    private synchronized void tell() {
        boolean leads = leads();
        if (leads == told) {
            return;
        }
        told = leads;
        log.infof(leads ? "leads now, as %s" : "leads no longer, as %s", store.identity());
        for (Listener listener : listeners) {
            try {
                listener.changed(leads);
            } catch (RuntimeException e) {
                log.errorf(e, "a listener failed at leads=%s", leads);
            }
        }
    }

    private void release() {
        try {
            store.read().filter(ballot::holds).map(ballot::released).ifPresent(store::write);
        } catch (KubernetesClientException e) {
            log.warnf("the lease was not released, it runs out in %s: %s", times.duration(), e.getMessage());
        }
    }

    private ZonedDateTime now() {
        return clock.instant().atZone(ZoneOffset.UTC);
    }

    private static ScheduledExecutorService daemon(String name) {
        return Executors.newSingleThreadScheduledExecutor(runnable -> {
            var thread = new Thread(runnable, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
