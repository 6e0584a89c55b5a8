package dev.fedmoe.operator.cycle;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells which primary objects are gone. Without a finalizer nobody reconciles them once more: the SDK could, but its Quarkus
 * extension does not pass that wish on.
 */
final class DeletionEventSource<P extends HasMetadata> extends AbstractEventSource<Void, P>
        implements ResourceEventAware<P> {
    private final Consumer<ResourceID> listener;

    /** {@code listener} hears of each after it has left the cache of primary objects. Must not block. */
    DeletionEventSource(Consumer<ResourceID> listener) {
        super(Void.class, "deletions");
        this.listener = listener;
    }

    @Override
    public void onResourceDeleted(P resource) {
        listener.accept(ResourceID.fromResource(resource));
    }

    @Override
    public Set<Void> getSecondaryResources(P primary) {
        return Set.of();
    }
}
