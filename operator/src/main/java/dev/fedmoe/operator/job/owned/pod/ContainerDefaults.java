package dev.fedmoe.operator.job.owned.pod;

import dev.fedmoe.controlplane.job.PodSizes.PodSize;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import java.util.List;
import java.util.Optional;

/** What both images have in common. */
final class ContainerDefaults {
    private static final long MIB = 1 << 20;

    private ContainerDefaults() {}

    static ContainerBuilder container(String name, String image, String pullPolicy, PodSize size) {
        return new ContainerBuilder()
                .withName(name)
                .withImage(image)
                .withImagePullPolicy(pullPolicy)
                .withEnv(
                        variable("FEDMOE_HEAP_MIB", Long.toString(size.heapMib())),
                        variable("JAVA_TOOL_OPTIONS", "-XX:MaxDirectMemorySize=" + size.directMib() + "m"),
                        variable("OMP_NUM_THREADS", "1"),
                        variable("MALLOC_ARENA_MAX", "1"))
                .withResources(resources(size))
                .withSecurityContext(RestrictedSecurity.container())
                // The last words of a container that wrote none itself.
                .withTerminationMessagePolicy("FallbackToLogsOnError");
    }

    static List<LocalObjectReference> pullSecrets(Optional<String> name) {
        return name.map(LocalObjectReference::new).stream().toList();
    }

    /** CPU is not limited: throttling a step helps nobody, and the request decides who waits. */
    private static ResourceRequirements resources(PodSize size) {
        return new ResourceRequirementsBuilder()
                .addToRequests("cpu", cpu(size.request().cpuMillis()))
                .addToRequests("memory", memory(size.request().memoryBytes()))
                .addToLimits("memory", memory(size.memoryLimitBytes()))
                .build();
    }

    /** As the API server writes them back, or each look would find a difference. */
    static Quantity cpu(long millis) {
        return new Quantity(millis % 1000 == 0 ? Long.toString(millis / 1000) : millis + "m");
    }

    static Quantity memory(long bytes) {
        long mib = (bytes + MIB - 1) / MIB;
        return new Quantity(mib % 1024 == 0 ? mib / 1024 + "Gi" : mib + "Mi");
    }

    private static EnvVar variable(String name, String value) {
        return new EnvVar(name, value, null);
    }
}
