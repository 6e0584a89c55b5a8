package dev.fedmoe.operator.job.owned;

import dev.fedmoe.bridge.place.ShortName;
import dev.fedmoe.operator.naming.Labels;
import dev.fedmoe.operator.naming.Labels.Component;
import dev.fedmoe.operator.naming.Names;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.List;

/** The coordinator: one pod that comes back by itself, wherever its volume can be. */
public final class CoordinatorSet {
    private static final String SETTINGS_PRINT = "fedmoe.dev/settings";

    /** Ends within 5 s; the rest is for a slow disk. */
    private static final long GRACE_SECONDS = 15;

    /** A node that is gone for longer is not waited for. */
    private static final long NODE_GONE_SECONDS = 30;

    private CoordinatorSet() {}

    /** @param issuer of the tokens its callers bring */
    public static StatefulSet desired(Blueprint print, String issuer, int replicas) {
        var job = print.job();
        return new StatefulSetBuilder()
                .withMetadata(Ownership.meta(job, Names.coordinator(job), Component.coordinator))
                .withNewSpec()
                .withReplicas(replicas)
                .withServiceName(Names.coordinator(job))
                // In order, a pod that never became ready would keep its own correction from being rolled out.
                .withPodManagementPolicy("Parallel")
                .withRevisionHistoryLimit(2)
                .withNewSelector()
                .withMatchLabels(Labels.selector(job, Component.coordinator))
                .endSelector()
                .withTemplate(template(print, issuer))
                .endSpec()
                .build();
    }

    private static PodTemplateSpec template(Blueprint print, String issuer) {
        var job = print.job();
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(Labels.of(job, Component.coordinator))
                .addToAnnotations(Labels.JOB_NAME, job.getMetadata().getName())
                .addToAnnotations(SETTINGS_PRINT, settingsPrint(print))
                .endMetadata()
                .withNewSpec()
                .withServiceAccountName(Names.coordinator(job))
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(GRACE_SECONDS)
                .withTolerations(gone("not-ready"), gone("unreachable"))
                .withSecurityContext(Restricted.podWithVolume())
                .withImagePullSecrets(
                        Containers.pullSecrets(print.operator().images().pullSecret()))
                .withContainers(container(print, issuer))
                .withVolumes(
                        Mounts.config("config", Names.coordinator(job)),
                        Mounts.secret("certificate", Names.certificate(job)),
                        Mounts.claim("volume", Names.checkpoints(job), false),
                        Mounts.empty("tmp"))
                .endSpec()
                .build();
    }

    private static Container container(Blueprint print, String issuer) {
        var images = print.operator().images();
        return Containers.container(
                        "coordinator",
                        images.coordinator(),
                        images.pullPolicy(),
                        print.sizes().coordinator())
                .withCommand("/opt/fedmoe/bin/coordinator")
                .withArgs(arguments(print, issuer))
                .addNewPort()
                .withName("grpc")
                .withContainerPort(Names.COORDINATOR_PORT)
                .withProtocol("TCP")
                .endPort()
                .withNewReadinessProbe()
                .withNewTcpSocket()
                .withNewPort(Names.COORDINATOR_PORT)
                .endTcpSocket()
                .withPeriodSeconds(2)
                .endReadinessProbe()
                .withVolumeMounts(
                        Mounts.readOnly("config", Mounts.CONFIG),
                        Mounts.readOnly("certificate", Mounts.CERTIFICATE),
                        Mounts.at("volume", Mounts.VOLUME),
                        Mounts.at("tmp", Mounts.TEMPORARY))
                .build();
    }

    private static List<String> arguments(Blueprint print, String issuer) {
        var operator = print.operator();
        var job = print.job();
        return List.of(
                "--settings=" + Mounts.CONFIG + "/" + CoordinatorConfig.SETTINGS,
                "--volume=" + Mounts.VOLUME,
                "--listen=0.0.0.0:" + Names.COORDINATOR_PORT,
                "--tls-cert=" + Mounts.CERTIFICATE + "/tls.crt",
                "--tls-key=" + Mounts.CERTIFICATE + "/tls.key",
                "--token-keys=" + Mounts.CONFIG + "/" + CoordinatorConfig.KEYS,
                "--token-issuer=" + issuer,
                "--token-audience=" + Names.audience(job),
                "--control-subject=system:serviceaccount:" + operator.namespace() + ":" + operator.serviceAccount(),
                "--worker-subject=system:serviceaccount:" + job.getMetadata().getNamespace() + ":" + Names.worker(job),
                "--stay");
    }

    /** What is read once, at the start. The training section also comes by order and needs no restart. */
    private static String settingsPrint(Blueprint print) {
        var fixed = print.translated().settings().toBuilder().clearTraining().build();
        return ShortName.digest(CoordinatorConfig.json(fixed));
    }

    private static Toleration gone(String taint) {
        return new TolerationBuilder()
                .withKey("node.kubernetes.io/" + taint)
                .withOperator("Exists")
                .withEffect("NoExecute")
                .withTolerationSeconds(NODE_GONE_SECONDS)
                .build();
    }
}
