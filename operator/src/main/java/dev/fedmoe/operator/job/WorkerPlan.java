package dev.fedmoe.operator.job;

import dev.fedmoe.controlplane.job.JobTranslation.Translated;
import dev.fedmoe.core.placement.PlacementPlan.Grant;
import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.operator.OperatorSettings;
import dev.fedmoe.operator.job.owned.OwnedObjectInput;
import dev.fedmoe.operator.job.owned.WorkerPod;
import dev.fedmoe.operator.job.owned.WorkerPod.Place;
import dev.fedmoe.operator.naming.OwnedLabels;
import dev.fedmoe.operator.naming.OwnedLabels.Component;
import dev.fedmoe.operator.pool.DataClaims;
import dev.fedmoe.operator.pool.PlacementSource.Placed;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which pods there should be, of workers and evaluator.
 *
 * @param desired to be made or kept
 * @param deletions to be made anew, or no longer wanted
 * @param joined clients that get a pod they did not have
 * @param left clients whose pod goes because they have no slots any more
 */
record WorkerPlan(List<Pod> desired, List<Pod> deletions, List<Grant> joined, List<Pod> left) {
    /** A worker that ended is not made anew at once: what ended it may end it again. */
    static final Duration REST = Duration.ofSeconds(30);

    static WorkerPlan of(JobSnapshot seen, DesiredRunState course, OperatorSettings settings) {
        var plan = new WorkerPlan(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        var workers = seen.observed().pods(seen.job(), Component.worker);
        var evaluators = seen.observed().pods(seen.job(), Component.evaluator);
        if (!course.working() || seen.ended()) {
            plan.deletions.addAll(workers);
            plan.deletions.addAll(evaluators);
            return plan;
        }
        // While it finishes a round before a pause, or nothing is known of its placement, all stay as they are.
        var placed = seen.told().placed();
        var pool = seen.pool();
        if (seen.job().getSpec().suspend || placed.isEmpty() || pool.isEmpty()) {
            return plan;
        }
        var print = new OwnedObjectInput(seen.job(), (Translated) seen.translation(), settings);
        plan.workers(seen, print, placed.get(), workers);
        plan.evaluator(seen, print, pool.get(), evaluators);
        return plan;
    }

    private void workers(JobSnapshot seen, OwnedObjectInput print, Placed placed, List<Pod> observed) {
        var pool = seen.pool().orElseThrow();
        var clients = placed.clients().stream()
                .collect(Collectors.toMap(c -> c.getMetadata().getName(), Function.identity(), (a, b) -> a));
        var pods = observed.stream().collect(Collectors.toMap(JobFindings::client, Function.identity(), (a, b) -> a));
        for (var grant : placed.placement().grants()) {
            var client = clients.get(grant.client());
            if (client != null) {
                var place = new Place(
                        grant.client(),
                        grant.slots(),
                        client.getSpec().nodeName,
                        DataClaims.name(pool, client),
                        pool.getSpec().tolerations,
                        group(print, placed));
                var pod = pods.remove(grant.client());
                place(seen, WorkerPod.worker(print, place), pod);
                if (pod == null) {
                    joined.add(grant);
                }
            }
        }
        pods.values().forEach(deletions::add);
        pods.values().stream()
                .filter(p -> p.getMetadata().getDeletionTimestamp() == null)
                .forEach(left::add);
    }

    private void evaluator(JobSnapshot seen, OwnedObjectInput print, EdgeClientPool pool, List<Pod> observed) {
        var evaluation = seen.job().getSpec().evaluation;
        if (evaluation == null) {
            deletions.addAll(observed);
            return;
        }
        var place =
                new Place(WorkerPod.EVALUATOR, 0, evaluation.node, evaluation.claimName, pool.getSpec().tolerations, 0);
        place(seen, WorkerPod.evaluator(print, place), observed.isEmpty() ? null : observed.get(0));
    }

    private void place(JobSnapshot seen, Pod wanted, @Nullable Pod pod) {
        if (pod == null) {
            desired.add(wanted);
        } else if (pod.getMetadata().getDeletionTimestamp() != null) {
            return;
        } else if (!annotation(wanted, OwnedLabels.SHAPE).equals(annotation(pod, OwnedLabels.SHAPE))
                || (over(pod) && rested(pod, seen.now()))) {
            deletions.add(pod);
        } else if (!over(pod)) {
            desired.add(grouped(wanted, pod));
        }
    }

    /** A queue does not allow the size of a group to change once its pods are there. */
    private static Pod grouped(Pod wanted, Pod pod) {
        var key = "kueue.x-k8s.io/pod-group-total-count";
        var count = annotation(pod, key);
        return count.isEmpty() || annotation(wanted, key).isEmpty()
                ? wanted
                : new PodBuilder(wanted)
                        .editMetadata()
                        .addToAnnotations(key, count)
                        .endMetadata()
                        .build();
    }

    private static int group(OwnedObjectInput print, Placed placed) {
        var labels = print.job().getMetadata().getLabels();
        boolean queued = labels != null && labels.containsKey("kueue.x-k8s.io/queue-name");
        return queued ? placed.placement().grants().size() : 0;
    }

    static boolean over(Pod pod) {
        var phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        return "Failed".equals(phase) || "Succeeded".equals(phase);
    }

    /** Whether its end is long enough ago. A pod that does not say when it ended began at the latest when it was made. */
    private static boolean rested(Pod pod, Instant now) {
        return !now.isBefore(endedAt(pod).plus(REST));
    }

    static Instant endedAt(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .map(s -> s.getState() == null ? null : s.getState().getTerminated())
                .filter(Objects::nonNull)
                .map(t -> t.getFinishedAt())
                .filter(Objects::nonNull)
                .map(Instant::parse)
                .max(Instant::compareTo)
                .orElseGet(() -> Instant.parse(pod.getMetadata().getCreationTimestamp()));
    }

    static String annotation(Pod pod, String key) {
        Map<String, String> annotations = pod.getMetadata().getAnnotations();
        return annotations == null ? "" : Objects.requireNonNullElse(annotations.get(key), "");
    }
}
