package dev.fedmoe.operator.telemetry;

import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.RegisteredController;
import io.javaoperatorsdk.operator.api.reconciler.Constants;
import io.javaoperatorsdk.operator.health.InformerHealthIndicator;
import io.javaoperatorsdk.operator.health.InformerWrappingEventSourceHealthIndicator;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** The caches the operator looks into, each with its watch. */
@Singleton
class InformerRegistry {
    private final Operator operator;

    @Inject
    InformerRegistry(Operator operator) {
        this.operator = operator;
    }

    /**
     * One cache of one namespace; without a name: of all.
     *
     * @param synced it has been filled once
     * @param watching the API server tells it what changes; false for a second now and then, when a watch is opened again
     */
    record Informer(String controller, String source, String namespace, boolean synced, boolean watching) {}

    /** Empty until the controllers have started: before, the SDK has no answer. */
    List<Informer> all() {
        if (!operator.getRuntimeInfo().isStarted()) {
            return List.of();
        }
        return operator.getRegisteredControllers().stream()
                .flatMap(InformerRegistry::of)
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
                                namespace(each.getTargetNamespace()),
                                each.hasSynced(),
                                each.isWatching())));
    }

    private static String namespace(String watched) {
        return watched.equals(Constants.WATCH_ALL_NAMESPACES) ? "" : watched;
    }

    private static Stream<InformerHealthIndicator> indicators(InformerWrappingEventSourceHealthIndicator<?> source) {
        return source.informerHealthIndicators().values().stream();
    }
}
