package dev.fedmoe.operator.pool.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.core.capacity.NodeResources;
import dev.fedmoe.operator.pool.PoolFixture;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlacedPodsTest {
    private static final long MIB = 1 << 20;

    @Test
    void containersAddUp() {
        assertThat(PodRequests.of(pod().build())).isEqualTo(new NodeResources(300, 100 * MIB));
    }

    @Test
    void aLargeInitContainerCountsInTheirPlace() {
        var pod = pod().editSpec()
                .addToInitContainers(container("1", "10Mi", null))
                .endSpec()
                .build();

        assertThat(PodRequests.of(pod)).isEqualTo(new NodeResources(1000, 100 * MIB));
    }

    @Test
    void aSidecarRunsBesideThem() {
        var pod = pod().editSpec()
                .addToInitContainers(container("200m", "50Mi", "Always"))
                .addToInitContainers(container("400m", "10Mi", null))
                .endSpec()
                .build();

        assertThat(PodRequests.of(pod)).isEqualTo(new NodeResources(600, 150 * MIB));
    }

    @Test
    void requestsOfTheWholePodComeFirstAndOverheadOnTop() {
        var pod = pod().editSpec()
                .withNewResources()
                .addToRequests("cpu", new Quantity("2"))
                .endResources()
                .addToOverhead("memory", new Quantity("28Mi"))
                .endSpec()
                .build();

        assertThat(PodRequests.of(pod)).isEqualTo(new NodeResources(2000, 128 * MIB));
    }

    @Test
    void whatIsKeptOfAPodRequestsTheSame() {
        var pod = pod().editMetadata()
                .addToAnnotations("long", "x".repeat(1000))
                .addToLabels("app", "camera")
                .endMetadata()
                .build();

        var kept = PlacedPods.reduced(pod);

        assertThat(PodRequests.of(kept)).isEqualTo(PodRequests.of(pod));
        assertThat(kept.getMetadata().getAnnotations()).isNullOrEmpty();
        assertThat(kept.getMetadata().getLabels()).isEmpty();
        assertThat(PlacementUpdateFilters.ofPod(kept, pod)).isFalse();
    }

    private static PodBuilder pod() {
        Pod pod = PoolFixture.pod("p", "a", "100m", "60Mi")
                .editSpec()
                .addToContainers(container("200m", "40Mi", null))
                .endSpec()
                .build();
        return new PodBuilder(pod);
    }

    private static Container container(String cpu, String memory, @Nullable String restartPolicy) {
        return new ContainerBuilder()
                .withRestartPolicy(restartPolicy)
                .withNewResources()
                .addToRequests("cpu", new Quantity(cpu))
                .addToRequests("memory", new Quantity(memory))
                .endResources()
                .build();
    }
}
