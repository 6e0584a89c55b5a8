package dev.fedmoe.operator.telemetry;

import dev.fedmoe.operator.telemetry.InformerRegistry.Informer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready when every cache has been filled once. A replica that does not lead is as ready, and one that loses the API server remains
 * so: what it knows is old, not wrong.
 */
@Readiness
@ApplicationScoped
class InformersSynced implements HealthCheck {
    private final InformerRegistry informers;

    @Inject
    InformersSynced(InformerRegistry informers) {
        this.informers = informers;
    }

    @Override
    public HealthCheckResponse call() {
        return response(informers.all());
    }

    static HealthCheckResponse response(List<Informer> informers) {
        var answer = HealthCheckResponse.named("informers");
        informers.stream()
                .filter(each -> !each.synced())
                .forEach(each -> answer.withData(each.controller() + "/" + each.source(), "not synced"));
        return answer.status(!informers.isEmpty() && informers.stream().allMatch(Informer::synced))
                .build();
    }
}
