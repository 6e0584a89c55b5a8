package dev.fedmoe.operator.naming;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;

/**
 * The reference by which the garbage collector deletes what is owned with its owner. It never blocks the owner's deletion: that
 * would take a right to finalizers where the cluster enforces it.
 */
public final class OwnerReferences {
    private OwnerReferences() {}

    /** Of the one that makes and keeps it. */
    public static OwnerReference controlling(HasMetadata owner) {
        return new OwnerReferenceBuilder(of(owner)).withController(true).build();
    }

    /** Of one that it merely goes with. */
    public static OwnerReference of(HasMetadata owner) {
        return new OwnerReferenceBuilder()
                .withApiVersion(owner.getApiVersion())
                .withKind(owner.getKind())
                .withName(owner.getMetadata().getName())
                .withUid(owner.getMetadata().getUid())
                .build();
    }
}
