package dev.fedmoe.operator.pool;

import dev.fedmoe.operator.link.CoordinatorLinks;
import dev.fedmoe.operator.link.CoordinatorOrder;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Optional;
import java.util.function.Consumer;

/** Of a pool without running jobs. */
final class EmptyCoordinatorLinks implements CoordinatorLinks {
    @Override
    public void follow(ResourceID job, Address address) {}

    @Override
    public void order(ResourceID job, CoordinatorOrder order) {}

    @Override
    public Optional<Report> latest(ResourceID job) {
        return Optional.empty();
    }

    @Override
    public void forget(ResourceID job) {}

    @Override
    public void listen(Consumer<ResourceID> listener) {}
}
