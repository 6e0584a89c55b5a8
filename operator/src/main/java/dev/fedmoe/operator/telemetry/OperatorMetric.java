package dev.fedmoe.operator.telemetry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.stream.IntStream;

/** Every meter of the operator's own, with what it says and by which tags: {@code docs/reference/metrics.md} is written from here. */
enum OperatorMetric {
    LEADER("fedmoe.leader", Meter.Type.GAUGE, "1 while this replica acts"),
    COORDINATORS_CONNECTED(
            "fedmoe.coordinators.connected", Meter.Type.GAUGE, "Coordinators whose progress is being watched"),
    JOB_ROUND("fedmoe.job.round", Meter.Type.GAUGE, "Newest committed round", "namespace", "job"),
    REFUSALS(
            "fedmoe.refusals.total",
            Meter.Type.GAUGE,
            "Messages the job's coordinator has refused since it started, by reason",
            "namespace",
            "job",
            "reason"),
    RECONCILE("fedmoe.reconcile", Meter.Type.TIMER, "Reconciliations", "controller"),
    RECONCILE_PENDING(
            "fedmoe.reconcile.pending", Meter.Type.GAUGE, "Reconciliations that wait or are under way", "controller"),
    RECONCILE_FAILURES(
            "fedmoe.reconcile.failures",
            Meter.Type.COUNTER,
            "Reconciliations that ended in an exception; each is tried again",
            "controller"),
    API_WRITES("fedmoe.api.writes", Meter.Type.COUNTER, "Writes to the API server", "method", "resource", "code"),
    EVENTS_DROPPED("fedmoe.events.dropped", Meter.Type.COUNTER, "Events that were not written"),
    INFORMER_WATCHING(
            "fedmoe.informer.watching",
            Meter.Type.GAUGE,
            "1 while the API server tells this cache of changes; 0 for minutes: it has gone deaf",
            "controller",
            "informer",
            "namespace");

    private final String meter;
    private final Meter.Type type;
    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // a list that List.of made
    private final List<String> tagKeys;

    OperatorMetric(String meter, Meter.Type type, String description, String... tagKeys) {
        this.meter = meter;
        this.type = type;
        this.description = description;
        this.tagKeys = List.of(tagKeys);
    }

    String meter() {
        return meter;
    }

    Meter.Type type() {
        return type;
    }

    String description() {
        return description;
    }

    List<String> tagKeys() {
        return tagKeys;
    }

    /** @param values one for each key, in their order: Prometheus refuses a meter whose tags change */
    Tags tags(String... values) {
        if (values.length != tagKeys.size()) {
            throw new IllegalArgumentException(meter + " has the tags " + tagKeys + ", not " + List.of(values));
        }
        return Tags.of(IntStream.range(0, values.length)
                .mapToObj(i -> Tag.of(tagKeys.get(i), values[i]))
                .toList());
    }
}
