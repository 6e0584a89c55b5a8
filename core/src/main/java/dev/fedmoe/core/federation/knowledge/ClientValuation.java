package dev.fedmoe.core.federation.knowledge;

import dev.fedmoe.core.alignment.AlignmentObjective;
import dev.fedmoe.core.fitness.FitnessCompletion;
import dev.fedmoe.core.fitness.FitnessTable;
import dev.fedmoe.core.job.state.Roster;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What each client of the roster is worth to the job, from the fitness it has shown and that of its likes. Made once a commit and
 * roster, because a report is made up to ten times a second.
 */
public final class ClientValuation {
    private final CommittedModel committed;
    private final Roster roster;
    private final FitnessCompletion completion;
    private final Map<String, Integer> rows = new HashMap<>();
    private final int experts;

    public ClientValuation(CommittedModel committed, Roster roster) {
        this.committed = committed;
        this.roster = roster;
        var table = committed.learned().fitnessTable();
        experts = table.experts();
        var clients = new TreeSet<>(table.rows().keySet());
        clients.addAll(roster.trainers().keySet());

        clients.forEach(client -> rows.put(client, rows.size()));
        completion = FitnessCompletion.of(
                experts, clients.stream().map(client -> known(table, client)).toList());
    }

    /** Whether it was made for these. */
    public boolean isOf(CommittedModel newest, Roster current) {
        return committed.digest().equals(newest.digest()) && roster.equals(current);
    }

    /**
     * The best sum of completed fitness and price over the client's slots. For the global objective of prices alone: fitness says
     * nothing about who makes the global model better.
     *
     * @param prices E values, or none
     */
    public double value(String client, int slots, List<Double> prices, AlignmentObjective objective) {
        int row = rows.getOrDefault(client, -1);
        return IntStream.range(0, experts)
                .mapToObj(e -> (row < 0 || objective == AlignmentObjective.GLOBAL ? 0 : completion.of(row, e))
                        + (e < prices.size() ? prices.get(e) : 0))
                .sorted(Comparator.reverseOrder())
                .limit(Math.max(0, slots))
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    private FitnessCompletion.Known known(FitnessTable table, String client) {
        return new FitnessCompletion.Known(
                table.age(client, committed.round() + 1),
                table.fitness(client),
                committed.affinities().of(client));
    }
}
