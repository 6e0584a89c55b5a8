package dev.fedmoe.operator.job.observe;

import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.operator.job.owned.OwnedMetadata;
import dev.fedmoe.operator.naming.OwnedLabels;
import dev.fedmoe.operator.naming.OwnedLabels.Component;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Objects of one job's namespace, as the caches have them; never changed. */
public final class NamespaceObjects {
    private final Map<String, HasMetadata> objects = new LinkedHashMap<>();

    public NamespaceObjects(Collection<? extends HasMetadata> found) {
        found.stream()
                .sorted(Comparator.comparing(o -> o.getMetadata().getName()))
                .forEach(o -> objects.put(key(o.getKind(), o.getMetadata().getName()), o));
    }

    public <T extends HasMetadata> Optional<T> find(Class<T> kind, String name) {
        return Optional.ofNullable(kind.cast(objects.get(key(HasMetadata.getKind(kind), name))));
    }

    /** Of the same kind and name; null when there is none. */
    @SuppressWarnings("unchecked")
    public <T extends HasMetadata> @Nullable T like(T desired) {
        return (T) objects.get(key(desired.getKind(), desired.getMetadata().getName()));
    }

    /** Of the job itself, not of an earlier one of its name. */
    public List<Pod> pods(FederatedMoEJob job, Component component) {
        return objects.values().stream()
                .filter(Pod.class::isInstance)
                .map(Pod.class::cast)
                .filter(p -> component.name().equals(p.getMetadata().getLabels().get(OwnedLabels.COMPONENT)))
                .filter(p -> component == Component.coordinator || !OwnedMetadata.foreign(p, job))
                .toList();
    }

    private static String key(String kind, String name) {
        return kind + "/" + name;
    }
}
