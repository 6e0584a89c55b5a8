package dev.fedmoe.operator.job.owned;

import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.operator.naming.OwnedLabels;
import dev.fedmoe.operator.naming.OwnedLabels.Component;
import dev.fedmoe.operator.naming.OwnerReferences;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Map;
import java.util.stream.Collectors;

/** Metadata of what a job owns: deleted with it by the cluster's garbage collector. */
public final class OwnedMetadata {
    private static final String KUEUE = "kueue.x-k8s.io/";

    private OwnedMetadata() {}

    public static ObjectMeta meta(FederatedMoEJob job, String name, Component component) {
        return new ObjectMetaBuilder()
                .withName(name)
                .withNamespace(job.getMetadata().getNamespace())
                .withLabels(OwnedLabels.of(job, component))
                .withOwnerReferences(OwnerReferences.controlling(job))
                .build();
    }

    /** Whether another object controls it: an earlier job of the same name whose objects are still going, or a stranger's. */
    public static boolean foreign(HasMetadata object, FederatedMoEJob job) {
        return object.getMetadata().getOwnerReferences().stream()
                .anyMatch(o -> Boolean.TRUE.equals(o.getController())
                        && !o.getUid().equals(job.getMetadata().getUid()));
    }

    /** The job's labels that a queue reads: they go on to its pods. */
    public static Map<String, String> queue(FederatedMoEJob job) {
        var labels = job.getMetadata().getLabels();
        return labels == null
                ? Map.of()
                : labels.entrySet().stream()
                        .filter(l -> l.getKey().startsWith(KUEUE))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
