package dev.fedmoe.operator.job.owned.pod;

import dev.fedmoe.controlplane.job.PodSizes.PodSize;
import dev.fedmoe.controlplane.placement.BoundedName;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.operator.job.owned.OwnedMetadata;
import dev.fedmoe.operator.job.owned.OwnedObjectInput;
import dev.fedmoe.operator.naming.OwnedLabels;
import dev.fedmoe.operator.naming.OwnedLabels.Component;
import dev.fedmoe.operator.naming.OwnedNames;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.AffinityBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pod of one client's worker, or of the evaluator. Whoever changes its spec gets a new pod. */
public final class WorkerPod {
    /** As a member of the roster; no client has this name, theirs begin with their pool's. */
    public static final String EVALUATOR = "evaluator";

    /** A worker ends within 2 s; what it has not submitted is lost either way. */
    private static final long GRACE_SECONDS = 10;

    private WorkerPod() {}

    /**
     * Where a worker runs and on what.
     *
     * @param node null: wherever its claim's volume is
     * @param claim its data, mounted read-only
     * @param group pods that start together, for a queue; 0: not queued
     */
    public record Place(
            String client, int slots, @Nullable String node, String claim, List<Toleration> tolerations, int group) {
        public Place {
            tolerations = List.copyOf(tolerations);
        }
    }

    public static Pod worker(OwnedObjectInput print, Place place) {
        var name = OwnedNames.worker(print.job(), place.client);
        var pod = pod(print, place, name, Component.worker, print.sizes().worker(place.slots));
        return new PodBuilder(pod)
                .editMetadata()
                .addToLabels(OwnedLabels.CLIENT, OwnedLabels.value(place.client))
                .addToLabels(OwnedLabels.SLOTS, Integer.toString(place.slots))
                .endMetadata()
                .build();
    }

    public static Pod evaluator(OwnedObjectInput print, Place place) {
        var size = print.sizes().evaluator();
        return pod(print, place, OwnedNames.evaluator(print.job()), Component.evaluator, size);
    }

    private static Pod pod(OwnedObjectInput print, Place place, String name, Component component, PodSize size) {
        var job = print.job();
        var pod = new PodBuilder()
                .withNewMetadataLike(OwnedMetadata.meta(job, name, component))
                .addToAnnotations(OwnedLabels.JOB_NAME, job.getMetadata().getName())
                .addToAnnotations(OwnedLabels.CLIENT_NAME, place.client)
                .endMetadata()
                .withNewSpec()
                .withServiceAccountName(OwnedNames.worker(job))
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withRestartPolicy("OnFailure")
                .withTerminationGracePeriodSeconds(GRACE_SECONDS)
                .withAffinity(pinned(place.node))
                .withTolerations(place.tolerations)
                .withSecurityContext(RestrictedSecurity.pod())
                .withImagePullSecrets(
                        ContainerDefaults.pullSecrets(print.operator().images().pullSecret()))
                .addNewContainerLike(ContainerDefaults.container(
                                "worker",
                                print.operator().images().worker(),
                                print.operator().images().pullPolicy(),
                                size)
                        .build())
                .withCommand("/opt/fedmoe/bin/worker")
                .withArgs(arguments(print, place, component))
                .withVolumeMounts(
                        ContainerMounts.readOnly("config", ContainerMounts.CONFIG),
                        ContainerMounts.readOnly("data", ContainerMounts.DATA),
                        ContainerMounts.readOnly("token", ContainerMounts.TOKENS),
                        ContainerMounts.at("tmp", ContainerMounts.TEMPORARY))
                .endContainer()
                .withVolumes(volumes(job, place))
                .endSpec()
                .build();
        return marked(pod, print, place);
    }

    private static List<Volume> volumes(FederatedMoEJob job, Place place) {
        return List.of(
                ContainerMounts.config("config", OwnedNames.worker(job)),
                ContainerMounts.claim("data", place.claim, true),
                ContainerMounts.token("token", OwnedNames.audience(job)),
                ContainerMounts.empty("tmp"));
    }

    private static Pod marked(Pod pod, OwnedObjectInput print, Place place) {
        var meta = new ObjectMetaBuilder(pod.getMetadata())
                .addToAnnotations(OwnedLabels.SHAPE, BoundedName.digest(Serialization.asJson(pod.getSpec())))
                .addToLabels(OwnedMetadata.queue(print.job()));
        if (place.node != null) {
            meta.addToAnnotations(OwnedLabels.NODE_NAME, place.node);
        }
        if (place.group > 0) {
            // https://kueue.sigs.k8s.io/docs/tasks/run/plain_pods/
            meta.addToLabels(
                            "kueue.x-k8s.io/pod-group-name",
                            OwnedLabels.value(print.job().getMetadata().getName()))
                    .addToAnnotations("kueue.x-k8s.io/pod-group-total-count", Integer.toString(place.group));
        }
        return new PodBuilder(pod).withMetadata(meta.build()).build();
    }

    private static List<String> arguments(OwnedObjectInput print, Place place, Component component) {
        var role = component == Component.evaluator ? "evaluator" : "trainer";
        return List.of(
                "--coordinator=" + OwnedNames.hosts(print.job()).get(1) + ":" + OwnedNames.COORDINATOR_PORT,
                "--tls-ca=" + ContainerMounts.CONFIG + "/ca.crt",
                "--client=name=" + place.client + ",data=" + ContainerMounts.DATA + ",token=" + ContainerMounts.TOKENS
                        + "/token",
                "--role=" + role);
    }

    private static @Nullable Affinity pinned(@Nullable String node) {
        return node == null
                ? null
                : new AffinityBuilder()
                        .withNewNodeAffinity()
                        .withNewRequiredDuringSchedulingIgnoredDuringExecution()
                        .addNewNodeSelectorTerm()
                        .addNewMatchField()
                        .withKey("metadata.name")
                        .withOperator("In")
                        .withValues(node)
                        .endMatchField()
                        .endNodeSelectorTerm()
                        .endRequiredDuringSchedulingIgnoredDuringExecution()
                        .endNodeAffinity()
                        .build();
    }
}
