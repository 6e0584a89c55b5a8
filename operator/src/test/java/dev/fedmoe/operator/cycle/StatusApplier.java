package dev.fedmoe.operator.cycle;

import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.operator.apply.ObjectApplier;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes the statuses of pools, when they differ. */
final class StatusApplier implements ObjectApplier {
    final List<EdgeClientPool> written = new ArrayList<>();

    @Override
    public <T extends HasMetadata> Optional<T> applyStatus(T desired, @Nullable T observed) {
        var pool = (EdgeClientPool) desired;
        var before = observed == null ? null : ((EdgeClientPool) observed).getStatus();
        if (Serialization.asJson(pool.getStatus()).equals(Serialization.asJson(before))) {
            return Optional.empty();
        }
        written.add(pool);
        return Optional.of(desired);
    }

    @Override
    public <T extends HasMetadata> Optional<T> apply(T desired, @Nullable T observed) {
        throw new UnsupportedOperationException("only statuses");
    }

    @Override
    public void delete(HasMetadata observed) {
        throw new UnsupportedOperationException("only statuses");
    }

    @Override
    public void forceDelete(HasMetadata observed) {
        throw new UnsupportedOperationException("only statuses");
    }
}
