package dev.fedmoe.operator.testing;

import dev.fedmoe.crds.manifest.CommittedCrd;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The cluster {@code KUBECONFIG} names, with our kinds and a namespace of the test's own that goes when it ends. */
public final class KubeconfigCluster implements AutoCloseable {
    private static final long BOUND_SECONDS = 20;

    public final KubernetesClient client = new KubernetesClientBuilder().build();
    public final String namespace;

    public KubeconfigCluster(String prefix) {
        namespace = prefix + "-" + Long.toString(System.nanoTime(), Character.MAX_RADIX);
        for (String plural : List.of("federatedmoejobs", "edgeclientpools", "edgeclients")) {
            install("/fedmoe/crds/" + plural + ".yaml");
        }
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
    }

    private void install(String path) {
        try (InputStream yaml = Objects.requireNonNull(CommittedCrd.class.getResourceAsStream(path), path)) {
            var crd = client.getKubernetesSerialization().unmarshal(yaml, CustomResourceDefinition.class);
            client.resource(crd).forceConflicts().fieldManager("tests").serverSideApply();
            client.resource(crd)
                    .waitUntilCondition(
                            now -> now != null
                                    && now.getStatus() != null
                                    && now.getStatus().getConditions() != null
                                    && now.getStatus().getConditions().stream()
                                            .anyMatch(c -> c.getType().equals("Established")
                                                    && c.getStatus().equals("True")),
                            BOUND_SECONDS,
                            TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.namespaces().withName(namespace).delete();
        client.close();
    }
}
