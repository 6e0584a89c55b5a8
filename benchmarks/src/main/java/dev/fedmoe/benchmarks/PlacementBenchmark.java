package dev.fedmoe.benchmarks;

import dev.fedmoe.core.capacity.CapacityProfile;
import dev.fedmoe.core.capacity.ExpertCost;
import dev.fedmoe.core.capacity.JobCost;
import dev.fedmoe.core.capacity.NodeResources;
import dev.fedmoe.core.capacity.WorkerCost;
import dev.fedmoe.core.placement.PlacementPlan;
import dev.fedmoe.core.placement.PlacementPlan.JobPlacement;
import dev.fedmoe.core.placement.PlacementProblem;
import dev.fedmoe.core.placement.PlacementProblem.Client;
import dev.fedmoe.core.placement.PlacementProblem.Demand;
import dev.fedmoe.core.placement.PlacementProblem.Job;
import dev.fedmoe.core.placement.PlacementProblem.Standing;
import dev.fedmoe.core.placement.PlacementProblem.Tenure;
import dev.fedmoe.core.placement.StickyPlacer;
import dev.fedmoe.core.random.CounterRandom;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long it takes to place many jobs on a large pool: from nothing, and again once the plan has been carried out. */
@Command(name = "placement", description = "Placing jobs on clients, milliseconds. Prints one JSON line.")
public final class PlacementBenchmark implements Callable<Integer> {
    private static final long MIB = 1 << 20;

    @Option(names = "--jobs", defaultValue = "100", description = "Default: ${DEFAULT-VALUE}")
    private int jobs;

    @Option(names = "--clients", defaultValue = "5000", description = "Default: ${DEFAULT-VALUE}")
    private int clients;

    @Option(names = "--experts", defaultValue = "32", description = "Default: ${DEFAULT-VALUE}")
    private int experts;

    @Mixin
    private RepeatOptions options = new RepeatOptions(15);

    @Override
    public Integer call() {
        var placer = new StickyPlacer();
        var fresh = new PlacementProblem(
                IntStream.range(0, jobs).mapToObj(this::job).toList(), clients());
        var plan = placer.place(fresh);
        var running = after(plan, fresh);
        int moves = moves(plan, placer.place(running));
        var anew = new double[options.repeats()];
        var again = new double[options.repeats()];
        for (int i = 0; i < options.repeats(); i++) {
            anew[i] = milliseconds(() -> placer.place(fresh));
            again[i] = milliseconds(() -> placer.place(running));
        }
        options.print(
                "{\"jobs\":%d,\"clients\":%d,\"workers\":%d,\"slots\":%d,\"anew_ms\":%s,\"running_ms\":%s,\"moved\":%d}",
                jobs,
                clients,
                plan.jobs().stream().mapToInt(j -> j.grants().size()).sum(),
                plan.jobs().stream().mapToInt(JobPlacement::slots).sum(),
                MeasurementSpread.of(anew),
                MeasurementSpread.of(again),
                moves);
        return 0;
    }

    /** Three priorities; half of the jobs know every client's value, the others are new. */
    private Job job(int number) {
        var draw = CounterRandom.of(7, "job", number);
        var demand = Demand.of(experts, 1 + number % 3);
        var cost = new JobCost(
                experts, 2, new WorkerCost(20 * MIB, 4 * MIB, 0, 0, 1), new ExpertCost(MIB, MIB, MIB, 7 * MIB, 1));
        var known = new HashMap<String, Tenure>();
        for (int c = 0; c < (number % 2) * clients; c++) {
            known.put("client-" + c, new Tenure(0, draw.unit(c), 500));
        }
        var prices = IntStream.range(0, number % 2 * experts)
                .mapToObj(e -> draw.unit(-1 - e) - 0.5)
                .toList();
        return new Job("job-" + number, number % 3, demand, cost, new Standing(known, prices));
    }

    /** One to eight quarter cores each. */
    private List<Client> clients() {
        return IntStream.range(0, clients)
                .mapToObj(c -> new Client(
                        "client-" + c,
                        new CapacityProfile(
                                new NodeResources(250L * (1 + c * 7 % 8), 8_192 * MIB), 100 + c % 700, 0, 0),
                        64,
                        true))
                .toList();
    }

    private static PlacementProblem after(PlacementPlan plan, PlacementProblem problem) {
        return new PlacementProblem(
                problem.jobs().stream()
                        .map(job -> {
                            var known = new HashMap<>(job.standing().clients());
                            for (var grant : plan.job(job.id()).grants()) {
                                var before = known.getOrDefault(grant.client(), Tenure.holding(0));
                                known.put(
                                        grant.client(),
                                        new Tenure(grant.slots(), before.slotValue(), before.roundSamples()));
                            }
                            var standing = new Standing(known, job.standing().prices());
                            return new Job(job.id(), job.priority(), job.demand(), job.cost(), standing);
                        })
                        .toList(),
                problem.clients());
    }

    /** Workers of the one plan that are not in the other, or not of the same size. */
    private static int moves(PlacementPlan plan, PlacementPlan next) {
        int moves = 0;
        for (var job : plan.jobs()) {
            var slots = new HashMap<String, Integer>();
            job.grants().forEach(g -> slots.put(g.client(), g.slots()));
            for (var grant : next.job(job.job()).grants()) {
                moves += Integer.valueOf(grant.slots()).equals(slots.get(grant.client())) ? 0 : 1;
            }
        }
        return moves;
    }

    private static double milliseconds(Runnable what) {
        long start = System.nanoTime();
        what.run();
        return Stopwatch.milliseconds(start);
    }
}
