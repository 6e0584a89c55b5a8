package dev.fedmoe.local.report;

import java.util.List;
import java.util.Map;

/**
 * Everything the report shows of one run.
 *
 * @param outcome {@code Complete}, {@code Failed} or {@code Stopped}
 * @param plannedRounds rounds asked for
 * @param seconds from the first open round to the last commit, pauses left out
 * @param memoryBytes peak resident memory per process
 * @param lastPlan of round {@code rows.last}
 */
public record RunRecord(
        RunCircumstances setting,
        String outcome,
        int plannedRounds,
        double seconds,
        List<RoundRow> rows,
        List<ClientRow> clients,
        Map<String, Long> memoryBytes,
        List<AssignedExpert> lastPlan) {
    public RunRecord {
        rows = List.copyOf(rows);
        clients = List.copyOf(clients);
        lastPlan = List.copyOf(lastPlan);
    }
}
