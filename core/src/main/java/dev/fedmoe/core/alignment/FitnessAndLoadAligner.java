package dev.fedmoe.core.alignment;

import dev.fedmoe.core.alignment.ChoiceExplanation.Quota;
import java.util.Arrays;
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
 * @param alpha weight of fitness, in (0, 1]
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
        private final AssignmentBuilder board;
        private final FitnessMatrix fitness;
        private final HolderQuotas quotas;
        private final double[] load;
        private final boolean anyLoad;
        private final double leastLoad;
        private final double range;
        private final List<Double> prices;
        private final HashSet<List<Integer>> levelled = new HashSet<>();

        Round(AlignmentProblem problem) {
            board = new AssignmentBuilder(problem);
            fitness = FitnessEstimate.of(board.clients, board.experts);
            quotas = HolderQuotas.of(board, slack);
            load = problem.load().stream().mapToDouble(Double::doubleValue).toArray();
            double coming = IntStream.range(0, board.clients.size())
                    .mapToDouble(c -> board.slots(c) * coming(c))
                    .sum();
            var before = Arrays.stream(load).summaryStatistics();
            anyLoad = before.getMax() > 0;
            leastLoad = before.getMin();
            // A round's share at least, so that small differences do not weigh like large ones.
            range = Math.max(1, before.getMax() - leastLoad + coming / board.experts);
            prices = problem.load().stream()
                    .map(l -> (1 - alpha) * (before.getMax() - l) / range)
                    .toList();
        }

        AlignmentPlan align() {
            handOut();
            new HolderRebalancer(board, this::score).level(quotas.low(), quotas.high(), (client, given, taken) -> {
                load[given] += coming(client);
                load[taken] -= coming(client);
                levelled.remove(List.of(client, taken));
                levelled.add(List.of(client, given));
            });
            return board.plan(this::reason, this::grounds, prices);
        }

        // In turns, one slot each, so that no client is left with what all others have passed over.
        private void handOut() {
            var hungry = board.turns();
            while (!hungry.isEmpty()) {
                hungry = hungry.stream().filter(this::serve).toList();
            }
        }

        private boolean serve(int client) {
            var choice = favourite(client);
            choice.ifPresent(p -> {
                board.give(client, p.expert());
                load[p.expert()] += coming(client);
            });
            return choice.isPresent();
        }

        /** The best expert for the client's next slot; a full one only when there is no other. */
        private Optional<PairPreference> favourite(int client) {
            if (!board.hasRoom(client)) {
                return Optional.empty();
            }
            var free = candidates(client, quotas.high());
            return free.isPresent() ? free : candidates(client, Integer.MAX_VALUE);
        }

        private Optional<PairPreference> candidates(int client, int full) {
            return IntStream.range(0, board.experts)
                    .filter(e -> !board.holds(client, e) && board.holders(e) < full)
                    .mapToObj(e -> PairPreference.of(score(client, e), load[e], client, e))
                    .min(PairPreference.best(board));
        }

        private double score(int client, int expert) {
            return score(client, expert, load[expert]);
        }

        private double score(int client, int expert, double loaded) {
            return alpha * fitness.of(client, expert) + (1 - alpha) * (1 - (loaded - leastLoad) / range);
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
            boolean fits = fitness.rank(client, expert) <= board.slots(client);
            if (anyLoad && !fits) {
                return String.format(
                        Locale.ROOT,
                        "short of training (load %.3f of all, price %.2f, fitness %.2f)",
                        board.loadShare(expert),
                        prices.get(expert),
                        fitness.of(client, expert));
            }
            return GreedyAligner.reason(fitness, client, expert);
        }

        private ChoiceExplanation grounds(int client, int expert) {
            return new ChoiceExplanation(
                    fitness.seen(client, expert),
                    fitness.of(client, expert),
                    fitness.affinity(client, expert),
                    prices.get(expert),
                    board.loadShare(expert),
                    new Quota(board.holders(expert), quotas.low(), quotas.high()),
                    CounterfactualChoice.of(
                            board,
                            client,
                            (c, e) -> score(c, e, load[e] - coming(c)) / alpha,
                            (c, e) -> score(c, e) / alpha,
                            fitness::of));
        }
    }
}
