package dev.fedmoe.core.federation.knowledge;

import dev.fedmoe.core.fitness.HoldoutScores;
import dev.fedmoe.core.job.training.MetricKind;
import dev.fedmoe.core.job.training.MetricTarget;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The newest figure of each kind, and the best of the one that counts: G when there is one, else g. */
public record JobMetrics(SortedMap<String, MetricReading> newest, Optional<MetricReading> best) {
    public JobMetrics {
        newest = Collections.unmodifiableSortedMap(new TreeMap<>(newest));
    }

    public static JobMetrics of(Collection<MetricReading> newest, Collection<MetricReading> best) {
        var byName = new TreeMap<String, MetricReading>();
        newest.forEach(reading -> byName.put(reading.name(), reading));
        return new JobMetrics(byName, best.stream().findFirst());
    }

    public Optional<MetricReading> find(MetricKind kind) {
        return Optional.ofNullable(newest.get(kind.toString()));
    }

    /** A reading of an older model than the newest of its kind is ignored. */
    public JobMetrics with(MetricReading reading) {
        var known = newest.get(reading.name());
        if (known != null && known.round() > reading.round()) {
            return this;
        }
        var next = new TreeMap<>(newest);
        next.put(reading.name(), reading);
        return new JobMetrics(next, better(reading));
    }

    /** What the clients' held-out scores say about the model of {@code round}. */
    public JobMetrics with(HoldoutScores scores, int round) {
        var next = this;
        var personal = scores.personal();
        if (personal.isPresent()) {
            var p = personal.get();
            next = next.with(MetricReading.of(MetricKind.PERSONAL, p.mean(), round, p.clients()));
        }
        var estimated = scores.estimatedGlobal();
        if (estimated.isPresent()) {
            var g = estimated.get();
            next = next.with(MetricReading.of(MetricKind.ESTIMATED_GLOBAL, g.value(), round, g.samples()));
        }
        return next;
    }

    public boolean reach(MetricTarget target) {
        return find(target.metric())
                .map(reading -> target.isReachedBy(reading.value()))
                .orElse(false);
    }

    public List<MetricReading> all() {
        return new ArrayList<>(newest.values());
    }

    private Optional<MetricReading> better(MetricReading reading) {
        boolean counts = reading.is(MetricKind.GLOBAL)
                || (reading.is(MetricKind.ESTIMATED_GLOBAL)
                        && find(MetricKind.GLOBAL).isEmpty());
        if (!counts) {
            return best;
        }
        return best.filter(b -> b.name().equals(reading.name()) && b.value() >= reading.value())
                .or(() -> Optional.of(reading));
    }
}
