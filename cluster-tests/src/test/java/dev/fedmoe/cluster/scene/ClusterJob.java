package dev.fedmoe.cluster.scene;

import dev.fedmoe.crds.job.ExpertRow;
import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.crds.job.FederatedMoEJobStatus;
import dev.fedmoe.crds.job.FederatedMoEJobStatus.Phase;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A job of a plant, as it stands in the API. */
public final class ClusterJob {
    private final ClusterNamespace plant;
    private final String name;

    ClusterJob(ClusterNamespace plant, String name) {
        this.plant = plant;
        this.name = name;
    }

    public String name() {
        return name;
    }

    public FederatedMoEJob object() {
        var job = plant.client()
                .resources(FederatedMoEJob.class)
                .inNamespace(plant.namespace())
                .withName(name)
                .get();
        if (job == null) {
            throw new AssertionError("job " + name + " is not in " + plant.namespace());
        }
        return job;
    }

    public FederatedMoEJobStatus status() {
        return Optional.ofNullable(object().getStatus()).orElseGet(FederatedMoEJobStatus::new);
    }

    /** Newest committed round in status. */
    public int round() {
        String round = status().round;
        return round == null ? 0 : Integer.parseInt(round.substring(0, round.indexOf('/')));
    }

    public Optional<Condition> condition(String type) {
        return status().conditions.stream()
                .filter(c -> c.getType().equals(type))
                .findFirst();
    }

    public EventualAssert becomes(Phase phase) {
        return expect("job " + name + " is " + phase, s -> s.phase == phase);
    }

    public EventualAssert commitsRound(int round) {
        return new EventualAssert("job " + name + " has committed round " + round, () -> {
            int now = round();
            return new EventualAssert.Seen(now >= round, "round " + now + "; " + summary());
        });
    }

    /** So many more than now. */
    public EventualAssert commitsMoreRounds(int more) {
        return commitsRound(round() + more);
    }

    public EventualAssert expect(String what, Predicate<FederatedMoEJobStatus> holds) {
        return new EventualAssert(what, () -> new EventualAssert.Seen(holds.test(status()), summary()));
    }

    /** A condition of this type, status and reason; the message is for the caller to read. */
    public EventualAssert says(String type, String status, String reason) {
        return expect(name + " says " + type + "=" + status + " " + reason, s -> condition(type)
                .filter(c -> c.getStatus().equals(status) && reason.equals(c.getReason()))
                .isPresent());
    }

    /** A condition of this type that is False, with a message in which all of this occurs. */
    public EventualAssert explains(String type, String... words) {
        return expect(name + " explains " + type + " with " + String.join(", ", words), s -> condition(type)
                .filter(c -> c.getStatus().equals("False"))
                .map(Condition::getMessage)
                .filter(m -> List.of(words).stream().allMatch(m::contains))
                .isPresent());
    }

    public EventualAssert trainsOnClients(int count) {
        return expect(name + " trains on " + count + " clients", s -> (count + "/" + count).equals(s.clients));
    }

    /** Every expert has a holder. */
    public EventualAssert isCovered() {
        return expect(
                "every expert of " + name + " is held",
                s -> !s.expertRows.isEmpty() && s.expertRows.stream().allMatch(r -> r.holders > 0));
    }

    /** Pods of one component, by node. */
    public List<Pod> pods(String component) {
        return plant
                .client()
                .pods()
                .inNamespace(plant.namespace())
                .withLabel("fedmoe.dev/job", name)
                .withLabel("app.kubernetes.io/component", component)
                .list()
                .getItems()
                .stream()
                .filter(p -> p.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }

    public List<Pod> workers() {
        return pods("worker");
    }

    public Pod coordinator() {
        var pods = pods("coordinator");
        if (pods.size() != 1) {
            throw new AssertionError(name + " should have one coordinator pod, but has " + pods.size());
        }
        return pods.get(0);
    }

    public EventualAssert runsWorkersOn(List<String> nodes) {
        return new EventualAssert("workers of " + name + " run on " + nodes, () -> {
            var on = workers().stream()
                    .filter(p -> "Running".equals(p.getStatus().getPhase()))
                    .map(p -> p.getSpec().getNodeName())
                    .sorted()
                    .toList();
            return new EventualAssert.Seen(on.equals(nodes), "running on " + on);
        });
    }

    /** Expert slots its workers have been given, by the label of their pods. */
    public int slots() {
        return workers().stream()
                .mapToInt(p -> Integer.parseInt(p.getMetadata().getLabels().getOrDefault("fedmoe.dev/slots", "0")))
                .sum();
    }

    /** What may not change when nothing went wrong: which pods there are, and how often their containers were started. */
    public String incarnations() {
        return plant
                .client()
                .pods()
                .inNamespace(plant.namespace())
                .withLabel("fedmoe.dev/job", name)
                .list()
                .getItems()
                .stream()
                .map(p -> p.getMetadata().getName() + " " + p.getMetadata().getUid() + " "
                        + p.getStatus().getContainerStatuses().stream()
                                .mapToInt(c -> c.getRestartCount())
                                .sum())
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    public void patch(String json) {
        plant.cluster()
                .kubectl("patch", "fmj", name, "-n", plant.namespace(), "--type=merge", "-p", json)
                .text();
    }

    public void delete() {
        plant.cluster()
                .kubectl("delete", "fmj", name, "-n", plant.namespace(), "--wait=false")
                .text();
    }

    private String summary() {
        var status = status();
        return "%s, round %s, clients %s, experts %s, metric %s; not so: %s"
                .formatted(
                        status.phase,
                        status.round,
                        status.clients,
                        status.experts,
                        status.metric,
                        status.conditions.stream()
                                .filter(c -> !c.getStatus().equals("True"))
                                .map(c -> c.getType() + " " + c.getReason() + ": " + c.getMessage())
                                .toList());
    }

    /** Rows of the experts, by number. */
    public List<ExpertRow> experts() {
        return status().expertRows;
    }
}
