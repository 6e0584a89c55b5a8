package dev.fedmoe.operator.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes objects so, as field manager {@link #FIELD_MANAGER}. Nothing is written when the observed object, from an informer's
 * cache, has all that is desired already. Every method throws {@link ApplyFailedException} when the API server refuses or is away, and
 * when this replica does not lead.
 */
public interface ObjectApplier {
    String FIELD_MANAGER = "fedmoe-operator";

    /**
     * Server-side apply, forced. {@code desired} is never changed, nor is {@code observed}.
     *
     * @param observed null when the cache has none
     * @return the object as the API server has it now; empty when it was so already
     */
    <T extends HasMetadata> Optional<T> apply(T desired, @Nullable T observed);

    /**
     * Server-side apply of the status subresource, when it differs. Of {@code desired} only name and status count.
     *
     * @param observed null when the cache has none
     * @return the object as the API server has it now; empty when it was so already
     */
    <T extends HasMetadata> Optional<T> applyStatus(T desired, @Nullable T observed);

    /** Deletes exactly this object (precondition: its uid). Gone already counts as deleted. */
    void delete(HasMetadata observed);

    /** As {@link #delete}, without waiting for its node: for pods whose node does not answer. */
    void forceDelete(HasMetadata observed);
}
