package dev.fedmoe.operator;

import dev.fedmoe.operator.naming.OwnerReferences;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/** The Deployment the operator runs from. It owns what the operator keeps for itself, so that an uninstall leaves none of it. */
@Singleton
public class OperatorDeployment {
    private static final Logger log = Logger.getLogger(OperatorDeployment.class);

    private final OperatorSettings settings;
    private volatile List<OwnerReference> known = List.of();
    private volatile boolean complained;

    @Inject
    OperatorDeployment(OperatorSettings settings) {
        this.settings = settings;
    }

    /** Empty when it runs from none, or while it cannot be looked up. */
    public List<OwnerReference> owner(KubernetesClient client) {
        if (known.isEmpty() && settings.deployment().isPresent()) {
            known = look(client, settings.deployment().get());
        }
        return known;
    }

    private List<OwnerReference> look(KubernetesClient client, String name) {
        try {
            var found = client.apps()
                    .deployments()
                    .inNamespace(settings.namespace())
                    .withName(name)
                    .get();
            return found == null ? List.of() : List.of(OwnerReferences.of(found));
        } catch (KubernetesClientException e) {
            if (!complained) {
                log.warnf(
                        "the Deployment %s cannot be looked up, so that an uninstall leaves the lease: %s",
                        name, e.getMessage());
                complained = true;
            }
            return List.of();
        }
    }
}
