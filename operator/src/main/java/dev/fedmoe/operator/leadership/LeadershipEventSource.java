package dev.fedmoe.operator.leadership;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;

/** Has every primary object reconciled when this replica begins to lead: what it heard until then it left to another. */
public final class LeadershipEventSource {
    private LeadershipEventSource() {}

    public static <P extends HasMetadata> EventSource<Void, P> of(
            Leadership leadership, EventSourceContext<P> context) {
        var source = new SimpleInboundEventSource<P>("leadership");
        leadership.listen(leads -> {
            // Before the controller has started it has no cache, and reconciles all at its start.
            if (leads && source.isRunning()) {
                context.getPrimaryCache().list().map(ResourceID::fromResource).forEach(source::propagateEvent);
            }
        });
        return source;
    }
}
