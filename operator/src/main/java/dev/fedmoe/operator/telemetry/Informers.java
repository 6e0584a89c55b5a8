package dev.fedmoe.operator.telemetry;

import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.RegisteredController;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.health.InformerWrappingEventSourceHealthIndicator;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** The caches the operator looks into, each with its watch. */
@Singleton
class Informers {
    private final Operator operator;

    @Inject
    Informers(Operator operator) {
        this.operator = operator;
    }

    /**
     * One cache of one namespace, or of all.
     *
     * @param synced it has been filled once
     * @param watching the API server tells it what changes; false for a second now and then, when a watch is opened again
     */
    record Informer(String controller, String source, String namespace, boolean synced, boolean watching) {}

    /** Empty until the controllers are registered. */
    List<Informer> all() {
        return operator.getRegisteredControllers().stream()
                .flatMap(Informers::of)
                .toList();
    }

    @SuppressWarnings("rawtypes") // of the SDK's signatures
    private static Stream<Informer> of(RegisteredController controller) {
        var name = controller.getConfiguration().getName();
        return controller.getControllerHealthInfo().informerEventSourceHealthIndicators().entrySet().stream()
                .flatMap(source -> indicators(source.getValue())
                        .map(each -> new Informer(
                                name,
                                source.getKey(),
                                each.getTargetNamespace(),
                                each.hasSynced(),
                                each.isWatching())));
    }

    private static Stream<InformerHealthIndicator> indicators(InformerWrappingEventSourceHealthIndicator<?> source) {
        return source.informerHealthIndicators().values().stream();
    }
}
