package dev.fedmoe.operator.pool;

import dev.fedmoe.operator.link.Coordinators;
import dev.fedmoe.operator.link.Order;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Optional;
import java.util.function.Consumer;

/** Of a pool without running jobs. */
final class NoCoordinators implements Coordinators {
    @Override
    public void follow(ResourceID job, Address address) {}

    @Override
    public void order(ResourceID job, Order order) {}

    @Override
    public Optional<Report> latest(ResourceID job) {
        return Optional.empty();
    }

    @Override
    public void forget(ResourceID job) {}

    @Override
    public void listen(Consumer<ResourceID> listener) {}
}
