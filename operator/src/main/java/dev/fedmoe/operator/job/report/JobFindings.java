package dev.fedmoe.operator.job.report;

import static dev.fedmoe.controlplane.status.JobReasons.CAPACITY_SUFFICIENT;
import static dev.fedmoe.controlplane.status.JobReasons.CLIENTS_READY;
import static dev.fedmoe.controlplane.status.JobReasons.COORDINATOR_READY;

import dev.fedmoe.controlplane.status.BoundedText;
import dev.fedmoe.controlplane.status.ExternalTrouble;
import dev.fedmoe.controlplane.status.JobReasons;
import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.operator.job.observe.JobPods;
import dev.fedmoe.operator.job.observe.JobSnapshot;
import dev.fedmoe.operator.job.run.DesiredRunState;
import dev.fedmoe.operator.job.run.VolumeCheck;
import dev.fedmoe.operator.naming.OwnedLabels.Component;
import dev.fedmoe.operator.pool.placement.DataClaims;
import dev.fedmoe.protocol.v1alpha1.ClientProgress;
import dev.fedmoe.protocol.v1alpha1.ClientState;
import dev.fedmoe.protocol.v1alpha1.Progress;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** All that is wrong around a job, by where it shows. */
public final class JobFindings {
    /** A folder's manifests are applied by name, and a pool may follow its job. */
    private static final Duration POOL_PATIENCE = Duration.ofSeconds(3);

    private JobFindings() {}

    public static List<ExternalTrouble> of(JobSnapshot seen, DesiredRunState desired) {
        var findings = new ArrayList<ExternalTrouble>();
        desired.hold().ifPresent(findings::add);
        pool(seen).ifPresent(findings::add);
        findings.addAll(seen.told().refused());
        if (desired.replicas() > 0) {
            coordinator(seen, findings);
            findings.addAll(data(seen));
            workers(seen, findings);
        }
        return findings;
    }

    private static Optional<ExternalTrouble> pool(JobSnapshot seen) {
        if (seen.pool().isPresent() || patienceEnds(seen).isPresent()) {
            return Optional.empty();
        }
        var job = seen.job();
        var there = seen.told().pools().stream()
                .map(p -> p.getMetadata().getName())
                .sorted()
                .toList();
        var next = there.isEmpty() ? "Create it" : "Create it; there are " + BoundedText.names(there);
        return Optional.of(new ExternalTrouble(
                CAPACITY_SUFFICIENT,
                JobReasons.POOL_NOT_FOUND,
                "EdgeClientPool " + job.getSpec().poolRef.name + " (spec.poolRef.name) not found in namespace "
                        + job.getMetadata().getNamespace() + ". " + next));
    }

    /** When a missing pool will be told; empty when it is there, or is told already. */
    public static Optional<Instant> patienceEnds(JobSnapshot seen) {
        return Optional.ofNullable(seen.job().getMetadata().getCreationTimestamp())
                .filter(t -> seen.pool().isEmpty())
                .map(t -> Instant.parse(t).plus(POOL_PATIENCE))
                .filter(seen.now()::isBefore);
    }

    private static void coordinator(JobSnapshot seen, List<ExternalTrouble> findings) {
        VolumeCheck.trouble(seen).ifPresent(findings::add);
        var pods = seen.observed().pods(seen.job(), Component.coordinator);
        pods.stream()
                .flatMap(p -> PodTrouble.of(p, Component.coordinator, COORDINATOR_READY).stream())
                .forEach(findings::add);
        boolean ready = pods.stream().anyMatch(JobFindings::ready);
        if (!ready) {
            var name = pods.isEmpty()
                    ? "it has no pod yet"
                    : "pod " + pods.get(0).getMetadata().getName() + " is not ready yet";
            findings.add(new ExternalTrouble(COORDINATOR_READY, JobReasons.STARTING, name));
        } else if (seen.told().report().isPresent() && !seen.connected()) {
            findings.add(new ExternalTrouble(
                    COORDINATOR_READY,
                    JobReasons.UNREACHABLE,
                    "its pod is ready, but it has not answered since "
                            + seen.told().report().get().since() + ". Maybe a network policy keeps the operator away"));
        }
    }

    private static boolean ready(Pod pod) {
        return pod.getStatus() != null
                && pod.getStatus().getConditions().stream()
                        .anyMatch(c ->
                                c.getType().equals("Ready") && c.getStatus().equals("True"));
    }

    /** The evaluator's claim. Those of the clients are their pool's to look at: see {@link #withoutData}. */
    private static List<ExternalTrouble> data(JobSnapshot seen) {
        var findings = new ArrayList<ExternalTrouble>(withoutData(seen));
        var evaluation = seen.job().getSpec().evaluation;
        if (evaluation != null
                && seen.observed()
                        .find(PersistentVolumeClaim.class, evaluation.claimName)
                        .isEmpty()) {
            findings.add(new ExternalTrouble(
                    CLIENTS_READY,
                    JobReasons.DATA_MISSING,
                    "claim " + evaluation.claimName + " (spec.evaluation.claimName) not found in namespace "
                            + seen.job().getMetadata().getNamespace() + ": G is not measured"));
        }
        return findings;
    }

    private static List<ExternalTrouble> withoutData(JobSnapshot seen) {
        var clients = seen.told().placed().map(p -> p.clients()).orElse(List.of());
        var bare = clients.stream().filter(JobFindings::noData).toList();
        if (bare.isEmpty()) {
            return List.of();
        }
        var claims = bare.stream()
                .map(c -> seen.pool().map(p -> DataClaims.name(p, c)).orElse("of " + c.getSpec().nodeName))
                .toList();
        return List.of(new ExternalTrouble(
                CLIENTS_READY,
                JobReasons.DATA_MISSING,
                "claim " + BoundedText.names(claims) + " not found or lost in namespace "
                        + seen.job().getMetadata().getNamespace() + " (" + bare.size() + " of " + clients.size()
                        + " clients). Maybe create it with the data of its node on it"));
    }

    private static boolean noData(EdgeClient client) {
        return client.getStatus() != null && "NoData".equals(String.valueOf(client.getStatus().state));
    }

    private static void workers(JobSnapshot seen, List<ExternalTrouble> findings) {
        var live = seen.connected() ? live(seen.progress().orElseThrow()) : Set.<String>of();
        for (var component : List.of(Component.worker, Component.evaluator)) {
            seen.observed().pods(seen.job(), component).stream()
                    .filter(p -> !live.contains(JobPods.client(p)))
                    .flatMap(p -> PodTrouble.of(p, component, CLIENTS_READY).stream())
                    .forEach(findings::add);
        }
    }

    private static Set<String> live(Progress progress) {
        return progress.getClientsList().stream()
                .filter(c -> c.getState() != ClientState.CLIENT_STATE_LOST)
                .map(ClientProgress::getClient)
                .collect(Collectors.toSet());
    }
}
