package dev.fedmoe.operator.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** One object of every kind we apply, with what the API server likes to change: amounts, defaults, ports, texts of secrets. */
final class DesiredKinds {
    static final List<String> NAMES = List.of(
            "StatefulSet",
            "Pod",
            "Service",
            "ServiceAccount",
            "ConfigMap",
            "Secret",
            "PersistentVolumeClaim",
            "EdgeClient",
            "Certificate");

    private final KubernetesSerialization serialization = new KubernetesSerialization();
    private final String namespace;

    DesiredKinds(String namespace) {
        this.namespace = namespace;
    }

    HasMetadata of(String kind) {
        return read(kind);
    }

    /** A stand-in for cert-manager's definition, where the cluster has none. */
    List<HasMetadata> needs() {
        return List.of(read("CertificateDefinition"));
    }

    private HasMetadata read(String file) {
        String path = "/apply/" + file + ".yaml";
        try (InputStream yaml = Objects.requireNonNull(DesiredKinds.class.getResourceAsStream(path), path)) {
            HasMetadata object = serialization.unmarshal(new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
            if (!file.endsWith("Definition")) {
                object.getMetadata().setNamespace(namespace);
            }
            return object;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
