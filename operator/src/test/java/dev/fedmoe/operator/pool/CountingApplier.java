package dev.fedmoe.operator.pool;

import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.operator.apply.ObjectApplier;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An applier that tells what it has done. */
final class CountingApplier implements ObjectApplier {
    /** One permit for each time a pool's status has been applied, the end of every reconciliation. */
    final Semaphore looks = new Semaphore(0);

    private final AtomicInteger written = new AtomicInteger();
    private final ObjectApplier applier;

    CountingApplier(ObjectApplier applier) {
        this.applier = applier;
    }

    int written() {
        return written.get();
    }

    @Override
    public <T extends HasMetadata> Optional<T> apply(T desired, @Nullable T observed) {
        return counted(applier.apply(desired, observed));
    }

    @Override
    public <T extends HasMetadata> Optional<T> applyStatus(T desired, @Nullable T observed) {
        var applied = counted(applier.applyStatus(desired, observed));
        if (desired instanceof EdgeClientPool) {
            looks.release();
        }
        return applied;
    }

    @Override
    public void delete(HasMetadata observed) {
        written.incrementAndGet();
        applier.delete(observed);
    }

    @Override
    public void forceDelete(HasMetadata observed) {
        written.incrementAndGet();
        applier.forceDelete(observed);
    }

    private <T> Optional<T> counted(Optional<T> applied) {
        applied.ifPresent(object -> written.incrementAndGet());
        return applied;
    }
}
