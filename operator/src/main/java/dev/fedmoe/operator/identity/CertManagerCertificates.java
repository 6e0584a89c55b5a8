package dev.fedmoe.operator.identity;

import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.operator.OperatorSettings;
import dev.fedmoe.operator.naming.OwnedLabels;
import dev.fedmoe.operator.naming.OwnedNames;
import dev.fedmoe.operator.naming.OwnerReferences;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Issued by an issuer of cert-manager. The issuer must put its own certificate into {@code ca.crt}, as CA, Vault and self-signed
 * issuers do and ACME does not.
 *
 * @see <a href="https://cert-manager.io/docs/reference/api-docs/#cert-manager.io/v1.Certificate">Certificate</a>
 */
final class CertManagerCertificates implements JobCertificates {
    private static final String GROUP = "cert-manager.io";

    private final OperatorSettings.Certificates settings;
    private final String issuer;

    CertManagerCertificates(OperatorSettings.Certificates settings) {
        this.settings = settings;
        this.issuer = settings.issuerName()
                .orElseThrow(
                        () -> new IllegalStateException("certificates come from cert-manager, but no issuer is named."
                                + "\nMaybe set the chart's certificates.issuerName."));
    }

    @Override
    public Optional<Secret> desired(FederatedMoEJob job, List<String> hosts, @Nullable Secret observed) {
        return Optional.empty();
    }

    @Override
    public Optional<HasMetadata> request(FederatedMoEJob job, List<String> hosts) {
        long hours = settings.validity().toHours();
        return Optional.of(new GenericKubernetesResourceBuilder()
                .withApiVersion(GROUP + "/v1")
                .withKind("Certificate")
                .withNewMetadata()
                .withName(OwnedNames.certificate(job))
                .withNamespace(job.getMetadata().getNamespace())
                .withLabels(OwnedLabels.of(job, OwnedLabels.Component.coordinator))
                .withOwnerReferences(OwnerReferences.controlling(job))
                .endMetadata()
                .addToAdditionalProperties(
                        "spec",
                        Map.of(
                                "secretName", OwnedNames.certificate(job),
                                "secretTemplate",
                                        Map.of(
                                                "labels", OwnedLabels.of(job, OwnedLabels.Component.coordinator),
                                                "annotations",
                                                        Map.of(
                                                                OwnedLabels.JOB_NAME,
                                                                job.getMetadata()
                                                                        .getName())),
                                "dnsNames", hosts,
                                "duration", hours + "h0m0s",
                                "renewBefore", Math.max(1, hours / 3) + "h0m0s",
                                "usages", List.of("digital signature", "server auth"),
                                "privateKey",
                                        Map.of(
                                                "algorithm", "ECDSA",
                                                "size", 256,
                                                "encoding", "PKCS8",
                                                "rotationPolicy", "Always"),
                                "issuerRef", Map.of("group", GROUP, "kind", settings.issuerKind(), "name", issuer)))
                .build());
    }

    @Override
    public String authorities(Secret certificate) {
        return AuthoritySecret.text(certificate, "ca.crt");
    }
}
