package dev.fedmoe.operator.telemetry;

import dev.fedmoe.crds.job.FederatedMoEJob;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.arc.Unremovable;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * Reconciliations per controller, and in the log whom each is about: the SDK calls this from its first line to its last. Every meter
 * has the same tags always: Prometheus refuses others.
 */
@Singleton
@Unremovable // the SDK looks it up by name
public class ReconcileMetrics implements Metrics {
    private final MeterRegistry registry;
    private final Map<String, AtomicInteger> pending = new ConcurrentHashMap<>();
    private final Map<Thread, Running> running = new ConcurrentHashMap<>();

    private record Running(String what, long since) {}

    @Inject
    ReconcileMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** What is being reconciled, and for how long already. */
    Map<String, Duration> running() {
        long now = System.nanoTime();
        var durations = new ConcurrentHashMap<String, Duration>();
        running.values().forEach(each -> durations.put(each.what, Duration.ofNanos(now - each.since)));
        return durations;
    }

    @Override
    public void reconciliationSubmitted(HasMetadata resource, @Nullable RetryInfo retry, Map<String, Object> metadata) {
        pending(resource).incrementAndGet();
    }

    @Override
    public void reconciliationStarted(HasMetadata resource, Map<String, Object> metadata) {
        var meta = resource.getMetadata();
        var name = meta.getNamespace() + "/" + meta.getName();
        running.put(Thread.currentThread(), new Running(controller(resource) + " " + name, System.nanoTime()));
        MDC.put(resource instanceof FederatedMoEJob ? "job" : "pool", name);
        if (resource instanceof FederatedMoEJob job && job.getStatus() != null && job.getStatus().round != null) {
            MDC.put("round", job.getStatus().round);
        }
    }

    @Override
    public void reconciliationFinished(HasMetadata resource, @Nullable RetryInfo retry, Map<String, Object> metadata) {
        pending(resource).decrementAndGet();
        running.remove(Thread.currentThread());
        MDC.remove("job");
        MDC.remove("pool");
        MDC.remove("round");
    }

    @Override
    public void reconciliationFailed(
            HasMetadata resource, @Nullable RetryInfo retry, Exception exception, Map<String, Object> metadata) {
        Counter.builder(OperatorMetric.RECONCILE_FAILURES.meter())
                .description(OperatorMetric.RECONCILE_FAILURES.description())
                .tags(OperatorMetric.RECONCILE_FAILURES.tags(controller(resource)))
                .register(registry)
                .increment();
    }

    @Override
    public <T> T timeControllerExecution(ControllerExecution<T> execution) throws Exception {
        long begin = System.nanoTime();
        try {
            return execution.execute();
        } finally {
            Timer.builder(OperatorMetric.RECONCILE.meter())
                    .description(OperatorMetric.RECONCILE.description())
                    .tags(OperatorMetric.RECONCILE.tags(execution.controllerName()))
                    .serviceLevelObjectives(
                            Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofMillis(250), Duration.ofSeconds(1))
                    .register(registry)
                    .record(Duration.ofNanos(System.nanoTime() - begin));
        }
    }

    /** Waiting or under way. */
    private AtomicInteger pending(HasMetadata resource) {
        return pending.computeIfAbsent(controller(resource), this::gauge);
    }

    private AtomicInteger gauge(String controller) {
        var count = new AtomicInteger();
        Gauge.builder(OperatorMetric.RECONCILE_PENDING.meter(), count, AtomicInteger::get)
                .description(OperatorMetric.RECONCILE_PENDING.description())
                .tags(OperatorMetric.RECONCILE_PENDING.tags(controller))
                .register(registry);
        return count;
    }

    /** As the controllers are named: by their kind. */
    private static String controller(HasMetadata resource) {
        return resource.getKind().toLowerCase(Locale.ROOT);
    }
}
