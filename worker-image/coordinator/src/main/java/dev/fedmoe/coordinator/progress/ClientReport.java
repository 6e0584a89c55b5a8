package dev.fedmoe.coordinator.progress;

import dev.fedmoe.coordinator.client.ClientCodec;
import dev.fedmoe.core.federation.FederationState;
import dev.fedmoe.core.federation.client.FederationClient;
import dev.fedmoe.core.federation.knowledge.ClientValuation;
import dev.fedmoe.core.fitness.FitnessTable;
import dev.fedmoe.core.job.state.ClientState;
import dev.fedmoe.core.job.state.RosterEntry;
import dev.fedmoe.protocol.ProgressCodec;
import dev.fedmoe.protocol.v1alpha1.ClientProgress;
import java.util.List;
import java.util.Map;

/** One client in the words of the wire. */
record ClientReport(
        FederationState state,
        ClientValuation valuation,
        FitnessTable fitness,
        Map<String, List<Integer>> experts,
        TransferMeter transfers) {
    private static final double UNKNOWN = -1;

    static ClientReport of(FederationState state, ClientValuation valuation, TransferMeter transfers) {
        return new ClientReport(
                state,
                valuation,
                state.committed().learned().fitnessTable(),
                state.status().plan().experts(),
                transfers);
    }

    ClientProgress of(RosterEntry entry) {
        String client = entry.client();
        var joined = state.clients().find(client);
        var known = fitness.fitness(client).stream()
                .map(f -> f.isNaN() ? UNKNOWN : f)
                .toList();
        var prices = state.status().plan().prices();
        var objective = state.run().job().alignment().objective();
        var progress = ClientProgress.newBuilder()
                .setClient(client)
                .setState(ProgressCodec.encode(joined.map(this::stateOf).orElse(ClientState.WAITING)))
                .setSlots(entry.slots())
                .addAllExperts(experts.getOrDefault(client, List.of()))
                .addAllFitness(known)
                .setValue(valuation.value(client, entry.slots(), prices, objective))
                .setPersonalAccuracy(personal(client))
                .setReliability(joined.map(FederationClient::reliability).orElse(1.0));
        joined.ifPresent(it -> progress.setProfile(ClientCodec.encode(it.profile()))
                .setTrainingSamples(it.claim().trainingSamples()));
        return progress.build();
    }

    private ClientState stateOf(FederationClient client) {
        if (!client.isLive()) {
            return ClientState.LOST;
        }
        boolean busy = state.openRound()
                .filter(open -> open.round().wantsMoreOf(client.name()))
                .isPresent();
        if (!busy) {
            return ClientState.IDLE;
        }
        if (transfers.isDownloading(client.name())) {
            return ClientState.FETCHING;
        }
        return transfers.isUploading(client.name()) ? ClientState.SUBMITTING : ClientState.TRAINING;
    }

    private double personal(String client) {
        var score = state.committed().learned().scores().get(client);
        return score == null ? UNKNOWN : score.accuracy();
    }
}
