package dev.fedmoe.operator.leadership;

import dev.fedmoe.operator.OperatorDeployment;
import dev.fedmoe.operator.OperatorSettings;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The lease on the API server; each call answers within half the renew deadline or fails. */
@Singleton
class LeaseStore {
    private final KubernetesClient client;
    private final String namespace;
    private final String identity;
    private final OperatorSettings.Lease settings;
    private final Function<KubernetesClient, List<OwnerReference>> owner;

    @Inject
    LeaseStore(KubernetesClient client, OperatorSettings settings, OperatorDeployment home) {
        this(client, settings.namespace(), settings.identity(), settings.lease(), home::owner);
    }

    LeaseStore(
            KubernetesClient client,
            String namespace,
            String identity,
            OperatorSettings.Lease settings,
            Function<KubernetesClient, List<OwnerReference>> owner) {
        this.client = client;
        this.namespace = namespace;
        this.identity = identity;
        this.settings = settings;
        this.owner = owner;
    }

    String identity() {
        return identity;
    }

    Optional<Lease> read() {
        return bounded(api -> Optional.ofNullable(
                api.leases().inNamespace(namespace).withName(settings.name()).get()));
    }

    /** False when another was faster. */
    boolean write(Lease lease) {
        Lease named = new LeaseBuilder(lease)
                .editOrNewMetadata()
                .withName(settings.name())
                .withNamespace(namespace)
                .withOwnerReferences(bounded(owner))
                .endMetadata()
                .build();
        boolean fresh = named.getMetadata().getResourceVersion() == null;
        try {
            bounded(api ->
                    fresh ? api.resource(named).create() : api.resource(named).update());
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return false;
            }
            throw e;
        }
    }

    private <T extends @Nullable Object> T bounded(Function<KubernetesClient, T> call) {
        int millis = Math.toIntExact(settings.renewDeadline().toMillis() / 2);
        var once = new RequestConfigBuilder()
                .withRequestTimeout(millis)
                .withRequestRetryBackoffLimit(0)
                .build();
        return client.adapt(NamespacedKubernetesClient.class)
                .withRequestConfig(once)
                .call(call::apply);
    }
}
