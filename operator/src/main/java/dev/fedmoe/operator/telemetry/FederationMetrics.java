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
import io.micrometer.core.instrument.Tags;
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
        this.refusals = MultiGauge.builder("fedmoe.refusals.total")
                .description("Messages the job's coordinator has refused since it started, by reason")
                .register(registry);
        this.rounds = MultiGauge.builder("fedmoe.job.round")
                .description("Newest committed round")
                .register(registry);
        this.watching = MultiGauge.builder("fedmoe.informer.watching")
                .description("1 while the API server tells this cache of changes; 0 for minutes: it has gone deaf")
                .register(registry);
    }

    void start(@Observes StartupEvent event) {
        Gauge.builder("fedmoe.leader", leadership, each -> each.leads() ? 1 : 0)
                .description("1 while this replica acts")
                .register(registry);
        Gauge.builder("fedmoe.coordinators.connected", coordinators, FederationMetrics::connected)
                .description("Coordinators whose progress is being watched")
                .register(registry);
        FunctionCounter.builder("fedmoe.events.dropped", announcer, QueuedEventRecorder::dropped)
                .description("Events that were not written")
                .register(registry);
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void refresh() {
        Map<ResourceID, Report> reports = coordinators.reports();
        rounds.register(
                reports.entrySet().stream()
                        .map(each -> Row.of(
                                tags(each.getKey()), each.getValue().progress().getRound()))
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
        return Row.of(tags(job).and("reason", reason), refusal.getCount());
    }

    private static Row<?> row(InformerRegistry.Informer informer) {
        var tags = Tags.of("controller", informer.controller(), "informer", informer.source())
                .and("namespace", informer.namespace());
        return Row.of(tags, informer.watching() ? 1 : 0);
    }

    private static Tags tags(ResourceID job) {
        return Tags.of("namespace", job.getNamespace().orElse(""), "job", job.getName());
    }
}
