package dev.fedmoe.operator.telemetry;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Reconciliations per controller. Every meter has the same tags always: Prometheus refuses others. */
@Singleton
public class ReconcileMetrics implements Metrics {
    private static final String CONTROLLER = "controller";

    private final MeterRegistry registry;
    private final Map<String, AtomicInteger> waiting = new ConcurrentHashMap<>();

    @Inject
    ReconcileMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void reconciliationSubmitted(HasMetadata resource, @Nullable RetryInfo retry, Map<String, Object> metadata) {
        waiting(resource).incrementAndGet();
    }

    @Override
    public void reconciliationStarted(HasMetadata resource, Map<String, Object> metadata) {
        waiting(resource).decrementAndGet();
    }

    @Override
    public void reconciliationFailed(
            HasMetadata resource, @Nullable RetryInfo retry, Exception exception, Map<String, Object> metadata) {
        Counter.builder("fedmoe.reconcile.failures")
                .description("Reconciliations that ended in an exception; each is tried again")
                .tag(CONTROLLER, resource.getKind())
                .register(registry)
                .increment();
    }

    @Override
    public <T> T timeControllerExecution(ControllerExecution<T> execution) throws Exception {
        long begin = System.nanoTime();
        try {
            return execution.execute();
        } finally {
            Timer.builder("fedmoe.reconcile")
                    .description("Reconciliations")
                    .tag(CONTROLLER, execution.controllerName())
                    .serviceLevelObjectives(
                            Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofMillis(250), Duration.ofSeconds(1))
                    .register(registry)
                    .record(Duration.ofNanos(System.nanoTime() - begin));
        }
    }

    private AtomicInteger waiting(HasMetadata resource) {
        return waiting.computeIfAbsent(
                resource.getKind(),
                kind -> registry.gauge(
                        "fedmoe.reconcile.waiting",
                        io.micrometer.core.instrument.Tags.of(CONTROLLER, kind),
                        new AtomicInteger()));
    }
}
