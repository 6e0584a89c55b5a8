package dev.fedmoe.core.federation.client;

import dev.fedmoe.core.job.state.ClientRole;
import java.util.List;

/**
 * What a client says of itself when it joins.
 *
 * @param trainingSamples that it trains on
 * @param labelSketch shares of its labels; empty when it tells none
 */
public record JoinClaim(ClientRole role, WorkerProfile profile, long trainingSamples, List<Double> labelSketch) {
    public JoinClaim {
        labelSketch = List.copyOf(labelSketch);
    }
}
