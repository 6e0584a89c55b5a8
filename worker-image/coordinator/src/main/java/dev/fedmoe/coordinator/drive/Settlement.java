package dev.fedmoe.coordinator.drive;

import dev.fedmoe.coordinator.job.Job;
import dev.fedmoe.core.aggregation.ContributionWeights;
import dev.fedmoe.core.model.PartSpec;
import dev.fedmoe.protocol.v1alpha1.ExpertReport;
import dev.fedmoe.protocol.v1alpha1.RoundReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How much each client's update counts: routed samples for experts and their gate rows, all samples for the shared part; clamped. */
record Settlement(Job job, Map<String, RoundReport> reports) {
    ContributionWeights weights(PartSpec part, List<String> clients) {
        return switch (part.id().kind()) {
            case SHARED ->
                ContributionWeights.uniform(
                        part,
                        clients.stream().map(c -> clamp(report(c).getSamples())).toList());
            case EXPERT ->
                ContributionWeights.uniform(part, routed(clients, part.id().index()));
            case GATE -> ContributionWeights.rows(part, rows(clients));
        };
    }

    private List<List<Long>> rows(List<String> clients) {
        var rows = new ArrayList<List<Long>>();
        for (int e = 0; e < job.manifest().experts(); e++) {
            rows.add(routed(clients, e));
        }
        return rows;
    }

    private List<Long> routed(List<String> clients, int expert) {
        return clients.stream()
                .map(client -> report(client).getExpertsList().stream()
                        .filter(e -> e.getExpert() == expert)
                        .mapToLong(ExpertReport::getSamples)
                        .map(this::clamp)
                        .sum())
                .toList();
    }

    private long clamp(long samples) {
        return ContributionWeights.clamp(samples, job.maxSamplesPerClient());
    }

    private RoundReport report(String client) {
        var report = reports.get(client);
        if (report == null) {
            throw new IllegalStateException("no report of " + client);
        }
        return report;
    }
}
