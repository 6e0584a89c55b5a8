package dev.fedmoe.operator.telemetry;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The one client of the process, whose writes are counted. */
@Singleton
class CountedKubernetesClient {
    @Produces
    @Singleton
    KubernetesClient client(Config config, KubernetesSerialization serialization, Instance<MeterRegistry> registry) {
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withKubernetesSerialization(serialization)
                .withHttpClientBuilderConsumer(
                        builder -> builder.addOrReplaceInterceptor("writes", new ApiWriteCounter(registry::get)))
                .build();
    }

    void close(@Disposes KubernetesClient client) {
        client.close();
    }
}
