package dev.fedmoe.core.federation.rounds;

import dev.fedmoe.core.aggregation.ContributionWeights;
import dev.fedmoe.core.federation.client.UpdateReport;
import dev.fedmoe.core.model.PartSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How much each client's update counts: routed samples for experts and their gate rows, all samples for the shared part; clamped.
 *
 * @param maxSamples largest weight of one client
 * @param reports by client
 */
public record AggregationWeights(int experts, long maxSamples, Map<String, UpdateReport> reports) {
    public ContributionWeights of(PartSpec part, List<String> clients) {
        return switch (part.id().kind()) {
            case SHARED ->
                ContributionWeights.uniform(
                        part,
                        clients.stream().map(c -> clamp(report(c).samples())).toList());
            case EXPERT ->
                ContributionWeights.uniform(part, routed(clients, part.id().index()));
            case GATE ->
                ContributionWeights.rows(
                        part,
                        IntStream.range(0, experts)
                                .mapToObj(e -> routed(clients, e))
                                .toList());
        };
    }

    private List<Long> routed(List<String> clients, int expert) {
        return clients.stream()
                .map(client -> report(client).experts().stream()
                        .filter(outcome -> outcome.expert() == expert)
                        .mapToLong(outcome -> clamp(outcome.samples()))
                        .sum())
                .toList();
    }

    private long clamp(long samples) {
        return ContributionWeights.clamp(samples, maxSamples);
    }

    private UpdateReport report(String client) {
        var report = reports.get(client);
        if (report == null) {
            throw new IllegalStateException("no report of " + client);
        }
        return report;
    }
}
