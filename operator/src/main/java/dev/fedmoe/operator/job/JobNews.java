package dev.fedmoe.operator.job;

import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.operator.leadership.Leadership;
import dev.fedmoe.operator.link.Coordinators;
import dev.fedmoe.operator.pool.Placements;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Where news of jobs comes from, and whether this replica acts on it. */
@Singleton
class JobNews {
    private final Coordinators coordinators;
    private final Placements placements;
    private final Leadership leadership;

    @Inject
    JobNews(Coordinators coordinators, Placements placements, Leadership leadership) {
        this.coordinators = coordinators;
        this.placements = placements;
        this.leadership = leadership;
    }

    boolean leads() {
        return leadership.leads();
    }

    List<EventSource<?, FederatedMoEJob>> sources(EventSourceContext<FederatedMoEJob> context) {
        return JobEventSources.of(context, coordinators, placements, leadership);
    }

    /** The job is gone: nobody is to be called any more. */
    void forget(ResourceID job) {
        coordinators.forget(job);
    }
}
