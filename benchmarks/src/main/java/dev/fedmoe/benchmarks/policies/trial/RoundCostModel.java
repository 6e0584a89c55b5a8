package dev.fedmoe.benchmarks.policies.trial;

import dev.fedmoe.benchmarks.policies.scenario.ScenarioClient;
import dev.fedmoe.core.model.ModelManifest;
import dev.fedmoe.core.model.PartId;
import java.util.List;
import java.util.Map;

/**
 * What rounds cost clients that each have a device of their own and keep nothing: every participant fetches and sends back the shared
 * part, the gate and its experts. A round takes as long as its slowest participant.
 */
final class RoundCostModel {
    private final ModelManifest manifest;
    private final long samples;
    private final Map<String, ScenarioClient> clients;
    private long bytes;
    private double seconds;

    /** @param samples that a participant trains on in a round */
    RoundCostModel(ModelManifest manifest, long samples, Map<String, ScenarioClient> clients) {
        this.manifest = manifest;
        this.samples = samples;
        this.clients = clients;
    }

    /** @param experts of each participant */
    void add(Map<String, List<Integer>> experts) {
        double slowest = 0;
        for (var held : experts.entrySet()) {
            long size = size(PartId.SHARED)
                    + size(PartId.GATE)
                    + held.getValue().stream()
                            .mapToLong(e -> size(PartId.expert(e)))
                            .sum();
            bytes += 2 * size;
            ScenarioClient client = clients.get(held.getKey());
            if (client != null) {
                slowest = Math.max(slowest, client.speed().seconds(size, samples));
            }
        }
        seconds += slowest;
    }

    long bytes() {
        return bytes;
    }

    double seconds() {
        return seconds;
    }

    private long size(PartId part) {
        return manifest.part(part).sizeBytes();
    }
}
