package dev.fedmoe.operator.job;

import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.operator.OperatorSettings;
import dev.fedmoe.operator.OperatorSettings.Source;
import dev.fedmoe.operator.leadership.Leadership;
import dev.fedmoe.operator.link.CoordinatorLinks;
import dev.fedmoe.operator.pool.PlacementSource;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Where news of jobs comes from, and whether this replica acts on it. */
@Singleton
class JobTriggers {
    private final CoordinatorLinks coordinators;
    private final PlacementSource placements;
    private final Leadership leadership;
    private final OperatorSettings settings;

    @Inject
    JobTriggers(
            CoordinatorLinks coordinators,
            PlacementSource placements,
            Leadership leadership,
            OperatorSettings settings) {
        this.coordinators = coordinators;
        this.placements = placements;
        this.leadership = leadership;
        this.settings = settings;
    }

    boolean leads() {
        return leadership.leads();
    }

    List<EventSource<?, FederatedMoEJob>> sources(EventSourceContext<FederatedMoEJob> context) {
        var sources = JobEventSources.of(context, coordinators, placements, leadership, settings);
        if (settings.certificates().source() == Source.CertManager) {
            sources.add(JobEventSources.certificates(context));
        }
        return sources;
    }

    /** The job is gone: nobody is to be called any more. */
    void forget(ResourceID job) {
        coordinators.forget(job);
    }
}
