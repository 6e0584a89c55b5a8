package dev.fedmoe.operator.pool.placement;

import dev.fedmoe.controlplane.job.ReferenceJob;
import dev.fedmoe.controlplane.placement.PlacementGatherer;
import dev.fedmoe.core.capacity.CapacityProfile;
import dev.fedmoe.core.capacity.JobCost;
import dev.fedmoe.core.capacity.NodeResources;
import dev.fedmoe.core.capacity.RoundBudget;
import dev.fedmoe.core.capacity.SlotCalculator;
import dev.fedmoe.core.capacity.SlotProblem;
import dev.fedmoe.core.placement.PlacementPlan.Grant;
import dev.fedmoe.core.placement.PlacementPlan.JobPlacement;
import dev.fedmoe.core.placement.PlacementProblem.Client;
import dev.fedmoe.crds.client.ClientHolding;
import dev.fedmoe.operator.pool.observe.PoolSnapshot;
import dev.fedmoe.operator.pool.observe.PoolSnapshot.SeenJob;
import dev.fedmoe.protocol.v1alpha1.ClientProgress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What each client holds for whom, and how much more it could. */
final class ClientOccupancy {
    private final Map<String, List<Held>> byClient;
    private final Map<String, Client> clients;
    private final Set<JobCost> costs;

    private record Held(SeenJob job, Grant grant, List<Integer> experts) {
        NodeResources resources() {
            return job.translated().cost().resources(grant.slots());
        }
    }

    private ClientOccupancy(Map<String, List<Held>> byClient, Map<String, Client> clients, Set<JobCost> costs) {
        this.byClient = byClient;
        this.clients = clients;
        this.costs = costs;
    }

    static ClientOccupancy of(PoolSnapshot seen, List<NodeCandidate> candidates, Map<String, JobPlacement> placements) {
        var problem = PlacementGatherer.problem(
                seen.pool(), candidates.stream().map(NodeCandidate::client).toList(), List.of());
        var clients = problem.clients().stream().collect(Collectors.toMap(Client::name, Function.identity()));
        var costs = seen.jobs().stream().map(j -> j.translated().cost()).collect(Collectors.toSet());
        var byClient = new HashMap<String, List<Held>>();
        for (SeenJob job : seen.jobs()) {
            var placement = placements.get(job.name());
            if (placement != null && !placement.grants().isEmpty()) {
                var experts = job.live()
                        .collect(Collectors.toMap(
                                ClientProgress::getClient, ClientProgress::getExpertsList, (a, b) -> b));
                placement.grants().forEach(g -> byClient.computeIfAbsent(g.client(), c -> new ArrayList<>())
                        .add(new Held(job, g, experts.getOrDefault(g.client(), List.of()))));
            }
        }
        return new ClientOccupancy(byClient, clients, costs.isEmpty() ? Set.of(ReferenceJob.COST) : costs);
    }

    /** The candidates with the figures of their status. */
    List<NodeCandidate> of(List<NodeCandidate> candidates) {
        return candidates.stream().map(this::of).toList();
    }

    private NodeCandidate of(NodeCandidate candidate) {
        var held = byClient.getOrDefault(candidate.name(), List.of());
        var client = Objects.requireNonNull(clients.get(candidate.name()));
        int used = held.stream().mapToInt(h -> h.grant.slots()).sum();
        return candidate.with(status -> {
            Objects.requireNonNull(status.capacity).slots = fit(client, client.left(), client.cap());
            status.slots = used + "/" + (used + free(client, held, used));
            status.holdings = held.stream().map(ClientOccupancy::holding).toList();
            status.holds = held.isEmpty()
                    ? null
                    : held.stream().map(ClientOccupancy::text).collect(Collectors.joining(" "));
        });
    }

    private int free(Client client, List<Held> held, int used) {
        var taken = held.stream().map(Held::resources).reduce(NodeResources.NONE, NodeResources::plus);
        int cap = client.cap() == SlotCalculator.UNCAPPED ? client.cap() : Math.max(0, client.cap() - used);
        // A job's own worker grows without paying for its process again.
        if (held.size() == 1 && costs.size() == 1) {
            return Math.max(0, fit(client, client.left(), client.cap()) - used);
        }
        return fit(client, client.left().less(taken), cap);
    }

    private int fit(Client client, CapacityProfile left, int cap) {
        return costs.stream()
                .mapToInt(cost -> SlotCalculator.of(
                                new SlotProblem(client.name(), left, cost, cap, RoundBudget.UNBOUNDED))
                        .count())
                .min()
                .orElse(0);
    }

    private static ClientHolding holding(Held held) {
        var row = new ClientHolding();
        row.job = held.job.name();
        row.slots = held.grant.slots();
        row.experts = held.experts;
        return row;
    }

    private static String text(Held held) {
        var experts = held.experts.stream().map(String::valueOf).collect(Collectors.joining(","));
        return experts.isEmpty() ? held.job.name() : held.job.name() + ":" + experts;
    }
}
