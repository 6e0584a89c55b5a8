package dev.fedmoe.coordinator.job;

import dev.fedmoe.coordinator.store.CommitRecord.Measure;
import dev.fedmoe.core.fitness.HoldoutScores;
import dev.fedmoe.protocol.v1alpha1.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The newest figure of each name, and the best of the one that counts: G when there is one, else g. Immutable. */
public record JobMetrics(SortedMap<String, Measure> newest, Optional<Measure> best) {
    public static final String GLOBAL = "GlobalAccuracy";
    public static final String ESTIMATED = "EstimatedGlobalAccuracy";
    public static final String PERSONAL = "PersonalAccuracy";

    public JobMetrics {
        newest = Collections.unmodifiableSortedMap(new TreeMap<>(newest));
    }

    public static JobMetrics of(Collection<Measure> newest, Collection<Measure> best) {
        var byName = new TreeMap<String, Measure>();
        newest.forEach(measure -> byName.put(measure.name(), measure));
        return new JobMetrics(byName, best.stream().findFirst());
    }

    public Optional<Measure> find(String name) {
        return Optional.ofNullable(newest.get(name));
    }

    /** A measure of an older model than the newest of its name is ignored. */
    public JobMetrics with(Measure measure) {
        var known = newest.get(measure.name());
        if (known != null && known.round() > measure.round()) {
            return this;
        }
        var next = new TreeMap<>(newest);
        next.put(measure.name(), measure);
        return new JobMetrics(next, better(measure));
    }

    /** What the clients' held-out scores say about the model of {@code round}. */
    public JobMetrics with(HoldoutScores scores, int round) {
        var next = this;
        var personal = scores.personal();
        if (personal.isPresent()) {
            var p = personal.get();
            next = next.with(new Measure(PERSONAL, p.mean(), round, p.clients()));
        }
        var estimated = scores.estimatedGlobal();
        if (estimated.isPresent()) {
            next = next.with(new Measure(
                    ESTIMATED, estimated.get().value(), round, estimated.get().samples()));
        }
        return next;
    }

    public boolean reach(Target target) {
        return find(target.getMetric())
                .map(measure -> measure.value() >= target.getValue())
                .orElse(false);
    }

    public List<Measure> all() {
        return new ArrayList<>(newest.values());
    }

    private Optional<Measure> better(Measure measure) {
        boolean counts = measure.name().equals(GLOBAL)
                || (measure.name().equals(ESTIMATED) && find(GLOBAL).isEmpty());
        if (!counts) {
            return best;
        }
        return best.filter(b -> b.name().equals(measure.name()) && b.value() >= measure.value())
                .or(() -> Optional.of(measure));
    }
}
