package dev.fedmoe.benchmarks;

import dev.fedmoe.core.alignment.AlignmentObjective;
import dev.fedmoe.core.alignment.AlignmentPolicy;
import dev.fedmoe.core.alignment.AlignmentProblem;
import dev.fedmoe.core.alignment.AlignmentProblem.Participant;
import dev.fedmoe.core.fitness.AffinityMatrix;
import dev.fedmoe.core.matching.DegreeBounds;
import dev.fedmoe.core.matching.DualPriceSolver;
import dev.fedmoe.core.matching.IncrementalMatcher;
import dev.fedmoe.core.matching.Matching;
import dev.fedmoe.core.matching.MatchingProblem;
import dev.fedmoe.core.matching.SolverAccelerator;
import dev.fedmoe.core.random.CounterRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long the exact matcher takes, and a whole alignment of 100 clients × 16 experts with completion. */
@Command(
        name = "matcher",
        description = "Exact matching and a round's alignment, milliseconds. Prints one JSON line per number of threads"
                + " and accelerator left out.")
public final class MatcherBenchmark implements Callable<Integer> {
    private enum MatchingScenario {
        /** Every pair drawn on its own. */
        uniform,
        /** Four groups that want a quarter of the experts each. */
        groups,
        /** Everybody wants the same experts. */
        popular,
        /** Seven clients in ten are new and look all alike. */
        newcomers
    }

    @Option(names = "--clients", defaultValue = "5000", split = ",", description = "Default: ${DEFAULT-VALUE}")
    private int[] clients = {};

    @Option(names = "--experts", defaultValue = "256", description = "Default: ${DEFAULT-VALUE}")
    private int experts;

    @Option(
            names = "--scenario",
            defaultValue = "groups",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private MatchingScenario scenario = MatchingScenario.groups;

    @Option(names = "--slack", defaultValue = "0.1", description = "Default: ${DEFAULT-VALUE}")
    private double slack;

    @Option(names = "--threads", defaultValue = "1,2", split = ",", description = "In turn. Default: ${DEFAULT-VALUE}")
    private int[] threads = {};

    @Option(
            names = "--without",
            split = ",",
            description = "Accelerators left out in turn, each beside the run with all: ${COMPLETION-CANDIDATES}")
    private List<SolverAccelerator> without = List.of();

    @Mixin
    private RepeatOptions options = new RepeatOptions(15);

    @Override
    public Integer call() throws Exception {
        for (int n : clients) {
            var task = new Task(n);
            var settings = settings();
            // In turn, so that whatever else the machine does meets them all alike.
            for (int i = 0; i < options.repeats(); i++) {
                for (var setting : settings) {
                    setting.measure(task);
                }
            }
            for (var setting : settings) {
                options.print("{\"scenario\":\"%s\",\"clients\":%d,\"experts\":%d,%s}", scenario, n, experts, setting);
            }
        }
        return 0;
    }

    private List<SolverSetting> settings() {
        var settings = new ArrayList<SolverSetting>();
        for (int count : threads) {
            settings.add(new SolverSetting(count, EnumSet.noneOf(SolverAccelerator.class)));
            for (var accelerator : without) {
                settings.add(new SolverSetting(count, EnumSet.of(accelerator)));
            }
        }
        return settings;
    }

    /** One matching problem, this round's and the next one's. */
    private final class Task {
        final int[] slots;
        final DegreeBounds bounds;
        final double[][] before;
        final double[][] after;

        Task(int clients) {
            slots = IntStream.range(0, clients).map(c -> 1 + c * 7 % 8).toArray();
            double even = (double) Arrays.stream(slots).sum() / experts;
            bounds = DegreeBounds.even(experts, (int) (even * (1 - slack)), (int) Math.ceil(even * (1 + slack)));
            before = worth(clients, 0);
            after = worth(clients, 1);
        }
    }

    /** One way to solve it, and the milliseconds that took. */
    private static final class SolverSetting {
        private final int threads;
        private final EnumSet<SolverAccelerator> without;
        private final DualPriceSolver solver;
        private final List<Double> cold = new ArrayList<>();
        private final List<Double> warm = new ArrayList<>();
        private final List<Double> changed = new ArrayList<>();
        private final List<Double> round = new ArrayList<>();

        SolverSetting(int threads, EnumSet<SolverAccelerator> without) {
            this.threads = threads;
            this.without = without;
            solver = new DualPriceSolver(EnumSet.complementOf(without));
        }

        void measure(Task task) throws Exception {
            var pool = new ForkJoinPool(threads);
            try {
                pool.submit(() -> match(task)).get();
            } finally {
                pool.shutdown();
            }
        }

        private void match(Task task) {
            long start = System.nanoTime();
            Matching first = solver.solve(problem(task, task.before));
            cold.add(Stopwatch.milliseconds(start));
            start = System.nanoTime();
            IncrementalMatcher next = solver.incremental(problem(task, task.after));
            next.match(first.prices());
            warm.add(Stopwatch.milliseconds(start));
            start = System.nanoTime();
            for (int c = 0; c < Math.min(50, task.slots.length); c++) {
                double[] row = task.before[c];
                next.change(c, task.slots[c], (x, e) -> row[e]);
            }
            next.rematch();
            changed.add(Stopwatch.milliseconds(start));
            var pointing = SyntheticUpdates.ofGroups(100, 16);
            start = System.nanoTime();
            AlignmentPolicy.named("CompletedFitness").aligner(0.1).align(round(AffinityMatrix.of(pointing)));
            round.add(Stopwatch.milliseconds(start));
        }

        @Override
        public String toString() {
            String left = without.stream().map(Enum::name).collect(Collectors.joining(","));
            return String.format(
                    Locale.ROOT,
                    "\"threads\":%d,\"without\":\"%s\",\"cold_ms\":%s,\"warm_ms\":%s,\"fifty_changed_ms\":%s,\"round_100x16_ms\":%s",
                    threads,
                    left,
                    spread(cold),
                    spread(warm),
                    spread(changed),
                    spread(round));
        }

        private static MeasurementSpread spread(List<Double> values) {
            return MeasurementSpread.of(
                    values.stream().mapToDouble(Double::doubleValue).toArray());
        }
    }

    private static MatchingProblem problem(Task task, double[][] worth) {
        var coin = CounterRandom.of(7, "tie");
        return new MatchingProblem(task.slots, task.bounds, (c, e) -> worth[c][e], (c, e) ->
                (int) (coin.bits(((long) c << 16) + e) >>> 33));
    }

    /** A round later a quarter of the rows has moved a little. */
    private double[][] worth(int clients, int later) {
        var draw = CounterRandom.of(7, "worth");
        var worth = new double[clients][experts];
        for (int c = 0; c < clients; c++) {
            for (int e = 0; e < experts; e++) {
                double any = draw.unit((long) c * experts + e);
                double popular = draw.unit(-1 - e);
                double group = c % 4 == e % 4 ? 0.5 : 0;
                worth[c][e] = switch (scenario) {
                    case uniform -> any;
                    case groups -> group + 0.3 * any + 0.2 * popular;
                    case popular -> 0.9 * popular * popular + 0.1 * any;
                    case newcomers -> c % 10 < 7 ? popular : group + 0.3 * any + 0.2 * popular;
                };
                if (later == 1 && c % 4 == 1 && (scenario != MatchingScenario.newcomers || c % 10 >= 7)) {
                    worth[c][e] += 0.05 * (draw.unit((1L << 40) + (long) c * experts + e) - 0.5);
                }
            }
        }
        return worth;
    }

    private static AlignmentProblem round(AffinityMatrix affinities) {
        List<Participant> clients = IntStream.range(0, 100)
                .mapToObj(c -> {
                    var draw = CounterRandom.of(7, "client", c);
                    var fitness = IntStream.range(0, 16)
                            .mapToObj(e -> draw.unit(e) < 0.3 ? (double) draw.unit(100 + e) : Double.NaN)
                            .toList();
                    return new Participant(
                            "client-" + c, 1 + c % 2, 500, 0, fitness, affinities.of("client-" + c), List.of());
                })
                .toList();
        var problem = new AlignmentProblem(7, 9, 16, 2, clients, Collections.nCopies(16, 100.0));
        return new AlignmentProblem(
                7, 9, new AlignmentProblem.Goal(AlignmentObjective.PERSONALIZED, 16, 2), clients, problem.learned());
    }
}
