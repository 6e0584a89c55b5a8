package dev.fedmoe.operator.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The API server's note of which fields are ours. */
public final class ManagedFields {
    private ManagedFields() {}

    /**
     * As {@link OwnedFields} reads them; empty when we have applied nothing.
     *
     * @param subresource empty for the object itself
     */
    public static Optional<Map<String, Object>> of(HasMetadata observed, String subresource) {
        @Nullable List<ManagedFieldsEntry> entries = observed.getMetadata().getManagedFields();
        return (entries == null ? List.<ManagedFieldsEntry>of() : entries)
                .stream()
                        .filter(e ->
                                ObjectApplier.FIELD_MANAGER.equals(e.getManager()) && "Apply".equals(e.getOperation()))
                        .filter(e -> subresource.equals(e.getSubresource() == null ? "" : e.getSubresource()))
                        .filter(e -> e.getFieldsV1() != null)
                        .findFirst()
                        .map(e -> e.getFieldsV1().getAdditionalProperties());
    }
}
