package dev.fedmoe.operator.job.owned.pod;

import dev.fedmoe.controlplane.placement.BoundedName;
import dev.fedmoe.core.job.training.TrainingSpec;
import dev.fedmoe.operator.job.owned.CoordinatorConfig;
import dev.fedmoe.operator.job.owned.OwnedMetadata;
import dev.fedmoe.operator.job.owned.OwnedObjectInput;
import dev.fedmoe.operator.naming.OwnedLabels;
import dev.fedmoe.operator.naming.OwnedLabels.Component;
import dev.fedmoe.operator.naming.OwnedNames;
import dev.fedmoe.protocol.JobSpecCodec;
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
    public static StatefulSet desired(OwnedObjectInput print, String issuer, int replicas) {
        var job = print.job();
        return new StatefulSetBuilder()
                .withMetadata(OwnedMetadata.meta(job, OwnedNames.coordinator(job), Component.coordinator))
                .withNewSpec()
                .withReplicas(replicas)
                .withServiceName(OwnedNames.coordinator(job))
                // In order, a pod that never became ready would keep its own correction from being rolled out.
                .withPodManagementPolicy("Parallel")
                .withRevisionHistoryLimit(2)
                .withNewSelector()
                .withMatchLabels(OwnedLabels.selector(job, Component.coordinator))
                .endSelector()
                .withTemplate(template(print, issuer))
                .endSpec()
                .build();
    }

    private static PodTemplateSpec template(OwnedObjectInput print, String issuer) {
        var job = print.job();
        return new PodTemplateSpecBuilder()
                .withNewMetadata()
                .withLabels(OwnedLabels.of(job, Component.coordinator))
                .addToAnnotations(OwnedLabels.JOB_NAME, job.getMetadata().getName())
                .addToAnnotations(SETTINGS_PRINT, settingsPrint(print))
                .endMetadata()
                .withNewSpec()
                .withServiceAccountName(OwnedNames.coordinator(job))
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withTerminationGracePeriodSeconds(GRACE_SECONDS)
                .withTolerations(gone("not-ready"), gone("unreachable"))
                .withSecurityContext(RestrictedSecurity.podWithVolume())
                .withImagePullSecrets(
                        ContainerDefaults.pullSecrets(print.operator().images().pullSecret()))
                .withContainers(container(print, issuer))
                .withVolumes(
                        ContainerMounts.config("config", OwnedNames.coordinator(job)),
                        ContainerMounts.secret("certificate", OwnedNames.certificate(job)),
                        ContainerMounts.claim("volume", OwnedNames.checkpoints(job), false),
                        ContainerMounts.empty("tmp"))
                .endSpec()
                .build();
    }

    private static Container container(OwnedObjectInput print, String issuer) {
        var images = print.operator().images();
        return ContainerDefaults.container(
                        "coordinator",
                        images.coordinator(),
                        images.pullPolicy(),
                        print.sizes().coordinator())
                .withCommand("/opt/fedmoe/bin/coordinator")
                .withArgs(arguments(print, issuer))
                .addNewPort()
                .withName("grpc")
                .withContainerPort(OwnedNames.COORDINATOR_PORT)
                .withProtocol("TCP")
                .endPort()
                .withNewReadinessProbe()
                .withNewTcpSocket()
                .withNewPort(OwnedNames.COORDINATOR_PORT)
                .endTcpSocket()
                .withPeriodSeconds(2)
                .endReadinessProbe()
                .withVolumeMounts(
                        ContainerMounts.readOnly("config", ContainerMounts.CONFIG),
                        ContainerMounts.readOnly("certificate", ContainerMounts.CERTIFICATE),
                        ContainerMounts.at("volume", ContainerMounts.VOLUME),
                        ContainerMounts.at("tmp", ContainerMounts.TEMPORARY))
                .build();
    }

    private static List<String> arguments(OwnedObjectInput print, String issuer) {
        var operator = print.operator();
        var job = print.job();
        return List.of(
                "--settings=" + ContainerMounts.CONFIG + "/" + CoordinatorConfig.SETTINGS,
                "--volume=" + ContainerMounts.VOLUME,
                "--listen=0.0.0.0:" + OwnedNames.COORDINATOR_PORT,
                "--tls-cert=" + ContainerMounts.CERTIFICATE + "/tls.crt",
                "--tls-key=" + ContainerMounts.CERTIFICATE + "/tls.key",
                "--token-keys=" + ContainerMounts.CONFIG + "/" + CoordinatorConfig.KEYS,
                "--token-issuer=" + issuer,
                "--token-audience=" + OwnedNames.audience(job),
                "--control-subject=system:serviceaccount:" + operator.namespace() + ":" + operator.serviceAccount(),
                "--worker-subject=system:serviceaccount:" + job.getMetadata().getNamespace() + ":"
                        + OwnedNames.worker(job),
                "--stay");
    }

    /** What is read once, at the start. The training section also comes by order and needs no restart. */
    private static String settingsPrint(OwnedObjectInput print) {
        var spec = print.translated().spec();
        return BoundedName.digest(JobSpecCodec.toJson(spec.withTraining(TrainingSpec.ofRounds(1))));
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
