package dev.fedmoe.operator.telemetry;

import dev.fedmoe.operator.announce.QueuedEventRecorder;
import dev.fedmoe.operator.leadership.Leadership;
import dev.fedmoe.operator.link.CoordinatorLinks.Report;
import dev.fedmoe.operator.link.GrpcCoordinatorLinks;
import dev.fedmoe.protocol.v1alpha1.RefusalCount;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What coordinators report, and how this replica stands. A job that is gone is gone from the metrics. */
@Singleton
public class FederationMetrics {
    private final MeterRegistry registry;
    private final GrpcCoordinatorLinks coordinators;
    private final Leadership leadership;
    private final QueuedEventRecorder announcer;
    private final InformerRegistry informers;
    private final MultiGauge refusals;
    private final MultiGauge rounds;
    private final MultiGauge watching;
    private volatile long refreshedAt = System.nanoTime();

    @Inject
    FederationMetrics(
            MeterRegistry registry,
            GrpcCoordinatorLinks coordinators,
            Leadership leadership,
            QueuedEventRecorder announcer,
            InformerRegistry informers) {
        this.registry = registry;
        this.coordinators = coordinators;
        this.leadership = leadership;
        this.announcer = announcer;
        this.informers = informers;
        this.refusals = gauges(OperatorMetric.REFUSALS);
        this.rounds = gauges(OperatorMetric.JOB_ROUND);
        this.watching = gauges(OperatorMetric.INFORMER_WATCHING);
    }

    void start(@Observes StartupEvent event) {
        Gauge.builder(OperatorMetric.LEADER.meter(), leadership, each -> each.leads() ? 1 : 0)
                .description(OperatorMetric.LEADER.description())
                .register(registry);
        Gauge.builder(OperatorMetric.COORDINATORS_CONNECTED.meter(), coordinators, FederationMetrics::connected)
                .description(OperatorMetric.COORDINATORS_CONNECTED.description())
                .register(registry);
        FunctionCounter.builder(OperatorMetric.EVENTS_DROPPED.meter(), announcer, QueuedEventRecorder::dropped)
                .description(OperatorMetric.EVENTS_DROPPED.description())
                .register(registry);
    }

    private MultiGauge gauges(OperatorMetric metric) {
        return MultiGauge.builder(metric.meter())
                .description(metric.description())
                .register(registry);
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refresh() {
        Map<ResourceID, Report> reports = coordinators.reports();
        rounds.register(
                reports.entrySet().stream()
                        .map(each -> Row.of(
                                OperatorMetric.JOB_ROUND.tags(
                                        namespace(each.getKey()), each.getKey().getName()),
                                each.getValue().progress().getRound()))
                        .toList(),
                true);
        List<Row<?>> refused = reports.entrySet().stream()
                .flatMap(each -> refused(each.getKey(), each.getValue()))
                .toList();
        refusals.register(refused, true);
        watching.register(informers.all().stream().map(FederationMetrics::row).toList(), true);
        refreshedAt = System.nanoTime();
    }

    /** How long ago the timer's thread was here last. */
    Duration sinceRefreshed() {
        return Duration.ofNanos(System.nanoTime() - refreshedAt);
    }

    private static double connected(GrpcCoordinatorLinks coordinators) {
        return coordinators.reports().values().stream()
                .filter(Report::connected)
                .count();
    }

    private static Stream<Row<?>> refused(ResourceID job, Report report) {
        return report.progress().getRefusalsList().stream().map(each -> row(job, each));
    }

    private static Row<?> row(ResourceID job, RefusalCount refusal) {
        String reason =
                refusal.getRefusal().name().replaceFirst("^REFUSAL_", "").toLowerCase(java.util.Locale.ROOT);
        return Row.of(OperatorMetric.REFUSALS.tags(namespace(job), job.getName(), reason), refusal.getCount());
    }

    private static Row<?> row(InformerRegistry.Informer informer) {
        var tags =
                OperatorMetric.INFORMER_WATCHING.tags(informer.controller(), informer.source(), informer.namespace());
        return Row.of(tags, informer.watching() ? 1 : 0);
    }

    private static String namespace(ResourceID job) {
        return job.getNamespace().orElse("");
    }
}
