package dev.fedmoe.operator.pool.placement;

import dev.fedmoe.controlplane.placement.PlacementGatherer;
import dev.fedmoe.controlplane.placement.PlacementGatherer.WantedJob;
import dev.fedmoe.controlplane.placement.StandingMapper;
import dev.fedmoe.core.capacity.SlotCalculator;
import dev.fedmoe.core.placement.PlacementPlan.Grant;
import dev.fedmoe.core.placement.PlacementPlan.JobPlacement;
import dev.fedmoe.core.placement.PlacementProblem;
import dev.fedmoe.core.placement.PlacementProblem.Client;
import dev.fedmoe.core.placement.PlacementProblem.Standing;
import dev.fedmoe.core.placement.PlacementProblem.Tenure;
import dev.fedmoe.core.placement.Placer;
import dev.fedmoe.crds.client.EdgeClientStatus.State;
import dev.fedmoe.operator.pool.observe.PoolSnapshot;
import dev.fedmoe.operator.pool.observe.PoolSnapshot.SeenJob;
import dev.fedmoe.protocol.v1alpha1.ClientProgress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** From what is seen of a pool to who runs a worker for whom. */
public final class PoolPlacer {
    private final Placer placer;

    public PoolPlacer(Placer placer) {
        this.placer = placer;
    }

    public PoolPlacement place(PoolSnapshot seen, PlacementFreeze before) {
        var nodes = PoolNodes.of(seen.pool(), seen.pools(), seen.cluster().nodes());
        var candidates = NodeCandidate.of(seen, nodes.own());
        var names = candidates.stream().map(NodeCandidate::name).collect(Collectors.toSet());
        var leavers = seen.clients().values().stream()
                .filter(c -> !names.contains(c.getMetadata().getName()))
                .toList();
        var running = RunningWorkers.running(seen);
        var wanted = seen.jobs().stream().filter(SeenJob::isWanted).toList();
        var freeze = before.next(wanted, running.keySet(), seen.now());
        var placements = placements(seen, candidates, running, wanted, freeze.held());
        var occupied = ClientOccupancy.of(seen, candidates, placements).of(candidates);
        return new PoolPlacement(nodes, occupied, leavers, placements, freeze);
    }

    private Map<String, JobPlacement> placements(
            PoolSnapshot seen,
            List<NodeCandidate> candidates,
            Map<String, Map<String, Integer>> running,
            List<SeenJob> wanted,
            Set<String> held) {
        var silent = named(candidates, State.NotReady);
        var stay = named(candidates, State.Ready);
        stay.addAll(silent);
        var placements = new TreeMap<String, JobPlacement>();
        wanted.stream()
                .filter(j -> held.contains(j.name()))
                .forEach(j -> placements.put(j.name(), asItRuns(j, running, stay)));
        var free = wanted.stream().filter(j -> !held.contains(j.name())).toList();
        silent.retainAll(seen.jobs().stream()
                .flatMap(SeenJob::live)
                .map(ClientProgress::getClient)
                .collect(Collectors.toSet()));
        var problem = usable(
                PlacementGatherer.problem(
                        seen.pool(),
                        candidates.stream().map(NodeCandidate::client).toList(),
                        free.stream().map(j -> wanted(j, running)).toList()),
                silent);
        var left = without(problem, wanted, placements);
        placer.place(left).jobs().forEach(p -> placements.put(p.job(), p));
        return placements;
    }

    private static Set<String> named(List<NodeCandidate> candidates, State state) {
        return candidates.stream()
                .filter(p -> p.client().getStatus().state == state)
                .map(NodeCandidate::name)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** A worker that answers its coordinator knows better than a heartbeat that is missing: after an outage of the API all are. */
    private static PlacementProblem usable(PlacementProblem problem, Set<String> answering) {
        return new PlacementProblem(
                problem.jobs(),
                problem.clients().stream()
                        .map(c -> answering.contains(c.name()) ? new Client(c.name(), c.left(), c.cap(), true) : c)
                        .toList());
    }

    private static WantedJob wanted(SeenJob seen, Map<String, Map<String, Integer>> running) {
        var here = running.getOrDefault(seen.name(), Map.of());
        var standing = seen.report()
                .map(r -> StandingMapper.of(
                        r.progress(), seen.translated().settings().getTraining(), here, r.connected()))
                .orElseGet(() -> new Standing(holding(here), List.of()));
        return new WantedJob(seen.job(), seen.translated(), standing);
    }

    private static Map<String, Tenure> holding(Map<String, Integer> running) {
        var tenures = new HashMap<String, Tenure>();
        running.forEach((client, slots) -> tenures.put(client, Tenure.holding(slots)));
        return tenures;
    }

    private static JobPlacement asItRuns(SeenJob job, Map<String, Map<String, Integer>> running, Set<String> stay) {
        var grants = new TreeMap<>(running.getOrDefault(job.name(), Map.of()))
                .entrySet().stream()
                        .filter(e -> stay.contains(e.getKey()))
                        .map(e -> new Grant(
                                e.getKey(), e.getValue(), "stays as it is: its coordinator has not reported yet"))
                        .toList();
        return new JobPlacement(job.name(), grants, "", List.of());
    }

    /** The problem with what held jobs have taken out of it. */
    private static PlacementProblem without(
            PlacementProblem problem, List<SeenJob> wanted, Map<String, JobPlacement> held) {
        if (held.isEmpty()) {
            return problem;
        }
        var clients = new HashMap<>(problem.clients().stream().collect(Collectors.toMap(Client::name, c -> c)));
        var jobs = wanted.stream().collect(Collectors.toMap(SeenJob::name, Function.identity()));
        held.forEach((name, placement) -> placement
                .grants()
                .forEach(g -> clients.computeIfPresent(
                        g.client(), (n, c) -> less(c, g, Objects.requireNonNull(jobs.get(name))))));
        return new PlacementProblem(
                problem.jobs(),
                problem.clients().stream()
                        .map(c -> Objects.requireNonNull(clients.get(c.name())))
                        .toList());
    }

    private static Client less(Client client, Grant grant, SeenJob job) {
        var left = client.left().less(job.translated().cost().resources(grant.slots()));
        int cap = client.cap() == SlotCalculator.UNCAPPED ? client.cap() : Math.max(0, client.cap() - grant.slots());
        return new Client(client.name(), left, cap, client.ready());
    }
}
