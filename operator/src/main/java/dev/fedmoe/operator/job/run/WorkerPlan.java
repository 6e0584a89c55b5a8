package dev.fedmoe.operator.job.run;

import static dev.fedmoe.operator.job.observe.JobPods.annotation;

import dev.fedmoe.controlplane.job.JobTranslation.Translated;
import dev.fedmoe.core.placement.PlacementPlan.Grant;
import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.operator.OperatorSettings;
import dev.fedmoe.operator.job.observe.JobPods;
import dev.fedmoe.operator.job.observe.JobSnapshot;
import dev.fedmoe.operator.job.owned.OwnedObjectInput;
import dev.fedmoe.operator.job.owned.pod.WorkerPod;
import dev.fedmoe.operator.job.owned.pod.WorkerPod.Place;
import dev.fedmoe.operator.naming.OwnedLabels;
import dev.fedmoe.operator.naming.OwnedLabels.Component;
import dev.fedmoe.operator.pool.PlacementSource.Placed;
import dev.fedmoe.operator.pool.placement.DataClaims;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which pods there should be, of workers and evaluator.
 *
 * @param desired to be made or kept
 * @param deletions to be made anew, or no longer wanted
 * @param joined clients that get a pod they did not have
 * @param left clients whose pod goes because they have no slots any more
 */
public record WorkerPlan(List<Pod> desired, List<Pod> deletions, List<Grant> joined, List<Pod> left) {
    /** A worker that ended is not made anew at once: what ended it may end it again. */
    public static final Duration REST = Duration.ofSeconds(30);

    public WorkerPlan {
        desired = List.copyOf(desired);
        deletions = List.copyOf(deletions);
        joined = List.copyOf(joined);
        left = List.copyOf(left);
    }

    /** What becomes of one pod: it is made or kept, deleted, or neither while it ends or rests. */
    private record Step(Optional<Pod> desired, Optional<Pod> deletion) {
        static final Step WAIT = new Step(Optional.empty(), Optional.empty());

        static Step keep(Pod pod) {
            return new Step(Optional.of(pod), Optional.empty());
        }

        static Step delete(Pod pod) {
            return new Step(Optional.empty(), Optional.of(pod));
        }
    }

    public static WorkerPlan of(JobSnapshot seen, DesiredRunState run, OperatorSettings settings) {
        var workers = seen.observed().pods(seen.job(), Component.worker);
        var evaluators = seen.observed().pods(seen.job(), Component.evaluator);
        if (!run.working() || seen.ended()) {
            return steps(Stream.concat(workers.stream(), evaluators.stream()).map(Step::delete), List.of(), List.of());
        }
        // While it finishes a round before a pause, or nothing is known of its placement, all stay as they are.
        var placed = seen.told().placed();
        var pool = seen.pool();
        if (seen.job().getSpec().suspend || placed.isEmpty() || pool.isEmpty()) {
            return steps(Stream.of(), List.of(), List.of());
        }
        var input = new OwnedObjectInput(seen.job(), (Translated) seen.translation(), settings);
        return working(seen, input, granted(placed.get()), evaluator(seen, input, pool.get(), evaluators));
    }

    private static WorkerPlan working(
            JobSnapshot seen, OwnedObjectInput input, Map<String, Granted> granted, Stream<Step> evaluator) {
        var pool = seen.pool().orElseThrow();
        var pods = new LinkedHashMap<String, Pod>();
        seen.observed().pods(seen.job(), Component.worker).forEach(p -> pods.putIfAbsent(JobPods.client(p), p));
        var kept = granted.values().stream()
                .map(g -> step(seen, WorkerPod.worker(input, place(seen, pool, g)), pods.get(g.grant.client())));
        var others = pods.entrySet().stream()
                .filter(e -> !granted.containsKey(e.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        var joined = granted.values().stream()
                .map(Granted::grant)
                .filter(g -> !pods.containsKey(g.client()))
                .toList();
        var left = others.stream()
                .filter(p -> p.getMetadata().getDeletionTimestamp() == null)
                .toList();
        return steps(
                Stream.of(kept, others.stream().map(Step::delete), evaluator).flatMap(s -> s), joined, left);
    }

    private static WorkerPlan steps(Stream<Step> steps, List<Grant> joined, List<Pod> left) {
        var all = steps.toList();
        return new WorkerPlan(
                all.stream().flatMap(s -> s.desired.stream()).toList(),
                all.stream().flatMap(s -> s.deletion.stream()).toList(),
                joined,
                left);
    }

    /** A client of the job, with what it is granted. */
    private record Granted(Grant grant, EdgeClient client) {}

    /** By client's name, in the order of the grants. */
    private static Map<String, Granted> granted(Placed placed) {
        var clients = placed.clients().stream()
                .collect(Collectors.toMap(c -> c.getMetadata().getName(), Function.identity(), (a, b) -> a));
        var granted = new LinkedHashMap<String, Granted>();
        for (var grant : placed.placement().grants()) {
            var client = clients.get(grant.client());
            if (client != null) {
                granted.put(grant.client(), new Granted(grant, client));
            }
        }
        return granted;
    }

    private static Place place(JobSnapshot seen, EdgeClientPool pool, Granted granted) {
        return new Place(
                granted.grant.client(),
                granted.grant.slots(),
                granted.client.getSpec().nodeName,
                DataClaims.name(pool, granted.client),
                pool.getSpec().tolerations,
                group(seen));
    }

    private static Stream<Step> evaluator(
            JobSnapshot seen, OwnedObjectInput input, EdgeClientPool pool, List<Pod> observed) {
        var evaluation = seen.job().getSpec().evaluation;
        if (evaluation == null) {
            return observed.stream().map(Step::delete);
        }
        var place =
                new Place(WorkerPod.EVALUATOR, 0, evaluation.node, evaluation.claimName, pool.getSpec().tolerations, 0);
        return Stream.of(step(seen, WorkerPod.evaluator(input, place), observed.isEmpty() ? null : observed.get(0)));
    }

    private static Step step(JobSnapshot seen, Pod wanted, @Nullable Pod pod) {
        if (pod == null) {
            return Step.keep(wanted);
        }
        if (pod.getMetadata().getDeletionTimestamp() != null) {
            return Step.WAIT;
        }
        boolean other = !annotation(wanted, OwnedLabels.SHAPE).equals(annotation(pod, OwnedLabels.SHAPE));
        if (other || (over(pod) && rested(pod, seen.now()))) {
            return Step.delete(pod);
        }
        return over(pod) ? Step.WAIT : Step.keep(grouped(wanted, pod));
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

    private static int group(JobSnapshot seen) {
        var labels = seen.job().getMetadata().getLabels();
        boolean queued = labels != null && labels.containsKey("kueue.x-k8s.io/queue-name");
        return queued ? seen.told().placed().orElseThrow().placement().grants().size() : 0;
    }

    public static boolean over(Pod pod) {
        var phase = pod.getStatus() == null ? null : pod.getStatus().getPhase();
        return "Failed".equals(phase) || "Succeeded".equals(phase);
    }

    /** Whether its end is long enough ago. A pod that does not say when it ended began at the latest when it was made. */
    private static boolean rested(Pod pod, Instant now) {
        return !now.isBefore(endedAt(pod).plus(REST));
    }

    public static Instant endedAt(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .map(s -> s.getState() == null ? null : s.getState().getTerminated())
                .filter(Objects::nonNull)
                .map(t -> t.getFinishedAt())
                .filter(Objects::nonNull)
                .map(Instant::parse)
                .max(Instant::compareTo)
                .orElseGet(() -> Instant.parse(pod.getMetadata().getCreationTimestamp()));
    }
}
