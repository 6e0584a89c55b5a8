package dev.fedmoe.operator.job.owned;

import dev.fedmoe.bridge.job.PodSizes.PodSize;
import dev.fedmoe.bridge.place.ShortName;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.operator.naming.Labels;
import dev.fedmoe.operator.naming.Labels.Component;
import dev.fedmoe.operator.naming.Names;
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

    public static Pod worker(Blueprint print, Place place) {
        var name = Names.worker(print.job(), place.client);
        var pod = pod(print, place, name, Component.worker, print.sizes().worker(place.slots));
        return new PodBuilder(pod)
                .editMetadata()
                .addToLabels(Labels.CLIENT, Labels.value(place.client))
                .addToLabels(Labels.SLOTS, Integer.toString(place.slots))
                .endMetadata()
                .build();
    }

    public static Pod evaluator(Blueprint print, Place place) {
        var size = print.sizes().evaluator();
        return pod(print, place, Names.evaluator(print.job()), Component.evaluator, size);
    }

    private static Pod pod(Blueprint print, Place place, String name, Component component, PodSize size) {
        var job = print.job();
        var pod = new PodBuilder()
                .withNewMetadataLike(Ownership.meta(job, name, component))
                .addToAnnotations(Labels.JOB_NAME, job.getMetadata().getName())
                .addToAnnotations(Labels.CLIENT_NAME, place.client)
                .endMetadata()
                .withNewSpec()
                .withServiceAccountName(Names.worker(job))
                .withAutomountServiceAccountToken(false)
                .withEnableServiceLinks(false)
                .withRestartPolicy("OnFailure")
                .withTerminationGracePeriodSeconds(GRACE_SECONDS)
                .withAffinity(pinned(place.node))
                .withTolerations(place.tolerations)
                .withSecurityContext(Restricted.pod())
                .withImagePullSecrets(
                        Containers.pullSecrets(print.operator().images().pullSecret()))
                .addNewContainerLike(Containers.container(
                                "worker",
                                print.operator().images().worker(),
                                print.operator().images().pullPolicy(),
                                size)
                        .build())
                .withCommand("/opt/fedmoe/bin/worker")
                .withArgs(arguments(print, place, component))
                .withVolumeMounts(
                        Mounts.readOnly("config", Mounts.CONFIG),
                        Mounts.readOnly("data", Mounts.DATA),
                        Mounts.readOnly("token", Mounts.TOKENS),
                        Mounts.at("tmp", Mounts.TEMPORARY))
                .endContainer()
                .withVolumes(volumes(job, place))
                .endSpec()
                .build();
        return marked(pod, print, place);
    }

    private static List<Volume> volumes(FederatedMoEJob job, Place place) {
        return List.of(
                Mounts.config("config", Names.worker(job)),
                Mounts.claim("data", place.claim, true),
                Mounts.token("token", Names.audience(job)),
                Mounts.empty("tmp"));
    }

    private static Pod marked(Pod pod, Blueprint print, Place place) {
        var meta = new ObjectMetaBuilder(pod.getMetadata())
                .addToAnnotations(Labels.SHAPE, ShortName.digest(Serialization.asJson(pod.getSpec())))
                .addToLabels(Ownership.queue(print.job()));
        if (place.node != null) {
            meta.addToAnnotations(Labels.NODE_NAME, place.node);
        }
        if (place.group > 0) {
            // https://kueue.sigs.k8s.io/docs/tasks/run/plain_pods/
            meta.addToLabels(
                            "kueue.x-k8s.io/pod-group-name",
                            Labels.value(print.job().getMetadata().getName()))
                    .addToAnnotations("kueue.x-k8s.io/pod-group-total-count", Integer.toString(place.group));
        }
        return new PodBuilder(pod).withMetadata(meta.build()).build();
    }

    private static List<String> arguments(Blueprint print, Place place, Component component) {
        var role = component == Component.evaluator ? "evaluator" : "trainer";
        return List.of(
                "--coordinator=" + Names.hosts(print.job()).get(1) + ":" + Names.COORDINATOR_PORT,
                "--tls-ca=" + Mounts.CONFIG + "/ca.crt",
                "--client=name=" + place.client + ",data=" + Mounts.DATA + ",token=" + Mounts.TOKENS + "/token",
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
