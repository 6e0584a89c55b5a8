package dev.fedmoe.operator.identity;

import dev.fedmoe.crds.job.FederatedMoEJob;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The certificates coordinators present. Decides and makes; applies nothing. */
public interface JobCertificates {
    /**
     * The secret of type {@code kubernetes.io/tls} (tls.crt, tls.key PKCS #8, ca.crt) as it should be: the observed one while it is
     * valid for {@code hosts}, else a new one. Empty when another controller (cert-manager) makes it.
     *
     * @param observed null when there is none
     * @param hosts DNS names of the coordinator's service, the fullest first
     */
    Optional<Secret> desired(FederatedMoEJob job, List<String> hosts, @Nullable Secret observed);

    /** What another controller is asked with for that secret, to be applied; empty when {@link #desired} is not. */
    Optional<HasMetadata> request(FederatedMoEJob job, List<String> hosts);

    /** PEM of the authorities whose job certificates are to be trusted now: the present one, and a former one while it counts. */
    String authorities(Secret certificate);
}
