package dev.fedmoe.core.alignment;

import dev.fedmoe.core.random.Draw;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Scores each pair α·fitness + (1−α)·(1 − load/max), with load counted from the least trained expert and a round's share added
 * to its range: against the plain total, differences would fade as training goes on. Clients take their best in turns, what
 * is handed out counting as load to come; then holders are levelled: none below the quorum, none far from an even share. After
 * arXiv 2507.05685 (fitness and global load) and arXiv 2512.23070 (load bounds). A sum of two scores, not an optimum.
 *
 * @param alpha weight of fitness, in [0, 1]
 * @param slack how far an expert's holders may stray from an even share, at least 0
 */
record FitnessAndLoadAligner(double alpha, double slack) implements Aligner {
    /** Load counts three times fitness: fitness alone lets the gate lose sight of what other clients hold. */
    static FitnessAndLoadAligner balanced(double slack) {
        return new FitnessAndLoadAligner(0.25, slack);
    }

    @Override
    public AlignmentPlan align(AlignmentProblem problem) {
        return new Round(problem).align();
    }

    /** One alignment under way. */
    private final class Round {
        private final Board board;
        private final FitnessEstimate fitness;
        private final double[] load;
        private final double leastLoad;
        private final double range;
        private final List<Double> prices;
        private final HashSet<List<Integer>> levelled = new HashSet<>();

        Round(AlignmentProblem problem) {
            board = new Board(problem);
            fitness = new FitnessEstimate(board.clients, board.experts);
            load = problem.load().stream().mapToDouble(Double::doubleValue).toArray();
            double coming = IntStream.range(0, board.clients.size())
                    .mapToDouble(c -> board.slots(c) * coming(c))
                    .sum();
            var before = Arrays.stream(load).summaryStatistics();
            leastLoad = before.getMin();
            // A round's share at least, so that small differences do not weigh like large ones.
            range = Math.max(1, before.getMax() - leastLoad + coming / board.experts);
            prices = problem.load().stream()
                    .map(l -> (1 - alpha) * (before.getMax() - l) / range)
                    .toList();
        }

        AlignmentPlan align() {
            int slots = board.slots();
            double even = (double) slots / board.experts;
            int high = Math.min(board.clients.size(), (int) Math.ceil(even * (1 + slack)));
            int low = Math.max(
                    (int) Math.floor(even * (1 - slack)), Math.min(board.problem.minHolders(), slots / board.experts));
            handOut(high);
            new Leveller(board, this::score).level(low, high, (client, given, taken) -> {
                load[given] += coming(client);
                load[taken] -= coming(client);
                levelled.remove(List.of(client, taken));
                levelled.add(List.of(client, given));
            });
            return board.plan(this::reason, prices);
        }

        // In turns, one slot each, so that no client is left with what all others have passed over.
        private void handOut(int high) {
            var hungry = IntStream.range(0, board.clients.size())
                    .boxed()
                    .sorted(Comparator.comparingLong(this::turn).thenComparing(Comparator.naturalOrder()))
                    .toList();
            while (!hungry.isEmpty()) {
                hungry = hungry.stream().filter(c -> serve(c, high)).toList();
            }
        }

        private long turn(int client) {
            var name = board.clients.get(client).client();
            return Draw.of(board.problem.seed(), "turn", board.problem.round(), name)
                    .bits(0);
        }

        private boolean serve(int client, int high) {
            var choice = favourite(client, high);
            choice.ifPresent(p -> {
                board.give(client, p.expert());
                load[p.expert()] += coming(client);
            });
            return choice.isPresent();
        }

        /** The best expert for the client's next slot; a full one only when there is no other. */
        private Optional<Preference> favourite(int client, int high) {
            if (!board.hasRoom(client)) {
                return Optional.empty();
            }
            var free = candidates(client, high);
            return free.isPresent() ? free : candidates(client, Integer.MAX_VALUE);
        }

        private Optional<Preference> candidates(int client, int high) {
            return IntStream.range(0, board.experts)
                    .filter(e -> !board.holds(client, e) && board.holders(e) < high)
                    .mapToObj(e -> Preference.of(score(client, e), load[e], client, e))
                    .min(Preference.best(board));
        }

        private double score(int client, int expert) {
            return alpha * fitness.of(client, expert) + (1 - alpha) * (1 - (load[expert] - leastLoad) / range);
        }

        /** Samples a client brings each of its experts, as if its gate routed evenly. */
        private double coming(int client) {
            return (double) board.clients.get(client).samples() / Math.max(1, board.slots(client));
        }

        private String reason(int client, int expert) {
            if (levelled.contains(List.of(client, expert))) {
                return String.format(
                        Locale.ROOT,
                        "was short of holders (%d now; fitness %.2f)",
                        board.holders(expert),
                        fitness.of(client, expert));
            }
            var before = board.problem.load();
            double total = before.stream().mapToDouble(Double::doubleValue).sum();
            boolean fits = fitness.rank(client, expert) <= board.slots(client);
            if (total > 0 && !fits) {
                return String.format(
                        Locale.ROOT,
                        "short of training (load %.3f of all, price %.2f, fitness %.2f)",
                        before.get(expert) / total,
                        prices.get(expert),
                        fitness.of(client, expert));
            }
            return GreedyAligner.reason(fitness, client, expert);
        }
    }
}
