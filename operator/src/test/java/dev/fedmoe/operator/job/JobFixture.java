package dev.fedmoe.operator.job;

import dev.fedmoe.controlplane.job.JobTranslation;
import dev.fedmoe.core.placement.PlacementPlan.Grant;
import dev.fedmoe.core.placement.PlacementPlan.JobPlacement;
import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.crds.pool.EdgeClientPool;
import dev.fedmoe.operator.OperatorSettings;
import dev.fedmoe.operator.cycle.CycleDecision;
import dev.fedmoe.operator.identity.TokenKeys.Published;
import dev.fedmoe.operator.job.observe.JobPods;
import dev.fedmoe.operator.job.observe.JobSnapshot;
import dev.fedmoe.operator.job.observe.JobSnapshot.Told;
import dev.fedmoe.operator.job.observe.JobSnapshot.Trust;
import dev.fedmoe.operator.job.observe.NamespaceObjects;
import dev.fedmoe.operator.link.CoordinatorLinks.Report;
import dev.fedmoe.operator.naming.OwnedLabels;
import dev.fedmoe.operator.naming.OwnedLabels.Component;
import dev.fedmoe.operator.naming.OwnedNames;
import dev.fedmoe.operator.pool.PlacementSource.Placed;
import dev.fedmoe.protocol.v1alpha1.JobPhase;
import dev.fedmoe.protocol.v1alpha1.Progress;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A job and what is around it, piece by piece. */
final class JobFixture {
    static final OperatorSettings SETTINGS = DefaultSettings.get();

    static final Instant NOW = Instant.parse("2026-01-01T01:00:00Z");

    final FederatedMoEJob job;
    final List<EdgeClientPool> pools = new ArrayList<>();
    final List<EdgeClient> clients = new ArrayList<>();
    final List<Grant> grants = new ArrayList<>();
    final List<HasMetadata> observed = new ArrayList<>();
    boolean looked = true;
    boolean certManager;
    String shortage = "";
    Optional<Report> report = Optional.empty();
    Instant now = NOW;

    JobFixture(FederatedMoEJob job) {
        this.job = job;
    }

    JobFixture client(EdgeClient client, int slots) {
        clients.add(client);
        if (slots > 0) {
            var name = client.getMetadata().getName();
            grants.add(new Grant(name, slots, "joins with " + slots + (slots == 1 ? " slot" : " slots")));
        }
        return this;
    }

    JobFixture progress(Progress progress) {
        report = Optional.of(new Report(progress, true, NOW));
        return this;
    }

    JobFixture progress(JobPhase phase, int round) {
        return progress(Progress.newBuilder()
                .setPhase(phase)
                .setRound(round)
                .setEpoch(1)
                .setLiveClients(grants.size())
                .setRosterClients(grants.size())
                .setCoveredExperts(8)
                .build());
    }

    JobFixture claim(String uid) {
        observed.add(new PersistentVolumeClaimBuilder()
                .withNewMetadata()
                .withName(OwnedNames.checkpoints(job))
                .withUid(uid)
                .withCreationTimestamp("2026-01-01T00:00:00Z")
                .addToAnnotations(OwnedLabels.JOB_UID, job.getMetadata().getUid())
                .endMetadata()
                .withNewSpec()
                .withStorageClassName("local-path")
                .withNewResources()
                .addToRequests("storage", new Quantity("1Gi"))
                .endResources()
                .endSpec()
                .withNewStatus()
                .withPhase("Bound")
                .endStatus()
                .build());
        return this;
    }

    /** The coordinator's StatefulSet, and its pod, ready, when there is to be one. */
    JobFixture coordinator(int replicas) {
        observed.add(new StatefulSetBuilder()
                .withNewMetadata()
                .withName(OwnedNames.coordinator(job))
                .endMetadata()
                .withNewSpec()
                .withReplicas(replicas)
                .endSpec()
                .build());
        if (replicas > 0) {
            observed.add(new PodBuilder()
                    .withNewMetadata()
                    .withName(OwnedNames.coordinator(job) + "-0")
                    .withLabels(OwnedLabels.of(job, Component.coordinator))
                    .endMetadata()
                    .withNewSpec()
                    .endSpec()
                    .withNewStatus()
                    .addNewCondition()
                    .withType("Ready")
                    .withStatus("True")
                    .endCondition()
                    .endStatus()
                    .build());
        }
        return this;
    }

    /** The pods that a look at all this would make, as the API server has them then. */
    JobFixture workers() {
        for (var object : plan().desired()) {
            if (object instanceof Pod pod) {
                observed.add(new PodBuilder(pod)
                        .editMetadata()
                        .withUid("uid-of-" + pod.getMetadata().getName())
                        .withCreationTimestamp("2026-01-01T00:10:00Z")
                        .endMetadata()
                        .withNewStatus()
                        .withPhase("Running")
                        .endStatus()
                        .build());
            }
        }
        return this;
    }

    Pod pod(String name) {
        return new NamespaceObjects(observed).find(Pod.class, name).orElseThrow();
    }

    private static HasMetadata cached(HasMetadata object) {
        return object instanceof Pod pod ? JobPods.reduced(pod) : object;
    }

    JobFixture replace(HasMetadata object) {
        observed.removeIf(o -> o.getKind().equals(object.getKind())
                && o.getMetadata().getName().equals(object.getMetadata().getName()));
        observed.add(object);
        return this;
    }

    JobSnapshot snapshot() {
        var placement = new JobPlacement(job.getMetadata().getName(), grants, shortage, List.of());
        var placed = looked ? Optional.of(new Placed(placement, clients)) : Optional.<Placed>empty();
        var trust = new Trust(
                Optional.of(new Published("https://kubernetes.default.svc", "{\"keys\":[]}")),
                certManager ? Optional.empty() : Optional.of(certificate()),
                Optional.empty(),
                "-----BEGIN CERTIFICATE-----");
        return new JobSnapshot(
                job,
                JobTranslation.of(job),
                new Told(pools, placed, report, List.of()),
                new NamespaceObjects(observed.stream().map(JobFixture::cached).toList()),
                trust,
                now);
    }

    JobPlan plan() {
        return decision().plan();
    }

    /** When this would be looked at again by time alone. */
    Optional<Instant> lookAgain() {
        return decision().lookAgain();
    }

    private CycleDecision<JobPlan, JobMemory> decision() {
        return new JobDecision(SETTINGS).of(snapshot(), JobMemory.BLANK);
    }

    /** Looks again and again, as the reconciler would, and keeps each status. */
    JobFixture settled() {
        for (int i = 0; i < 3; i++) {
            job.setStatus(plan().status());
        }
        return this;
    }

    private Secret certificate() {
        return new SecretBuilder()
                .withNewMetadata()
                .withName(OwnedNames.certificate(job))
                .endMetadata()
                .withType("kubernetes.io/tls")
                .build();
    }
}
