package dev.fedmoe.operator.identity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fedmoe.operator.leadership.Leadership;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** From the API server's OpenID discovery, looked at every five minutes and when this replica begins to lead. */
@Singleton
public class PublishedTokenKeys implements TokenKeys {
    private static final Logger log = Logger.getLogger(PublishedTokenKeys.class);

    private final KubernetesClient client;
    private final Leadership leadership;
    private volatile @Nullable Published newest;

    @Inject
    PublishedTokenKeys(KubernetesClient client, Leadership leadership) {
        this.client = client;
        this.leadership = leadership;
    }

    @Override
    public Optional<Published> newest() {
        if (newest == null) {
            look();
        }
        return Optional.ofNullable(newest);
    }

    void start(@Observes StartupEvent event) {
        leadership.listen(leads -> {
            if (leads) {
                look();
            }
        });
    }

    @Scheduled(every = "5m", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        try {
            var json = client.getKubernetesSerialization();
            String issuer = json.unmarshal(client.raw("/.well-known/openid-configuration"), JsonNode.class)
                    .path("issuer")
                    .asText();
            String jwks = client.raw("/openid/v1/jwks");
            boolean usable = !issuer.isEmpty()
                    && !json.unmarshal(jwks, JsonNode.class).path("keys").isEmpty();
            if (usable) {
                newest = new Published(issuer, jwks);
            } else {
                log.warnf("the API server publishes no token keys: issuer '%s', keys %s", issuer, jwks);
            }
        } catch (KubernetesClientException e) {
            log.warnf(
                    "the public keys of service-account tokens cannot be read%s: %s",
                    newest == null ? "" : ", keeping those known", e.getMessage());
        }
    }
}
