package dev.fedmoe.coordinator.drive;

import dev.fedmoe.coordinator.job.JoinedClient;
import dev.fedmoe.core.alignment.AlignmentObjective;
import dev.fedmoe.core.fitness.FitnessTable;
import dev.fedmoe.protocol.v1alpha1.ClientProgress;
import dev.fedmoe.protocol.v1alpha1.RosterEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One client in the words of the wire. */
record ClientReport(
        State state, AlignmentObjective objective, FitnessTable fitness, Map<String, List<Integer>> experts) {
    private static final double UNKNOWN = -1;

    ClientProgress of(String client, RosterEntry entry) {
        var member = state.members.find(client);
        var known = fitness.fitness(client).stream()
                .map(f -> f.isNaN() ? UNKNOWN : f)
                .toList();
        var progress = ClientProgress.newBuilder()
                .setClient(client)
                .setState(stateOf(client, member))
                .setSlots(entry.getSlots())
                .addAllExperts(experts.getOrDefault(client, List.of()))
                .addAllFitness(known)
                .setValue(state.outlook().value(client, entry.getSlots(), state.newestPlan.prices(), objective))
                .setPersonalAccuracy(personal(client))
                .setReliability(member.map(JoinedClient::reliability).orElse(1.0));
        member.ifPresent(m ->
                progress.setProfile(m.profile()).setTrainingSamples(m.join().getTrainingSamples()));
        return progress.build();
    }

    private String stateOf(String client, Optional<JoinedClient> member) {
        if (member.isEmpty()) {
            return "Waiting";
        }
        var it = member.get();
        if (!it.isLive()) {
            return "Lost";
        }
        boolean busy = state.open()
                .filter(open -> open.isParticipant(client) && open.round().wantsMoreOf(client))
                .isPresent();
        if (!busy) {
            return "Idle";
        }
        if (it.downloads().get() > 0) {
            return "Fetching";
        }
        return it.uploads().get() > 0 ? "Submitting" : "Training";
    }

    private double personal(String client) {
        var score = state.shelf.newest().record().learned().scores().get(client);
        return score == null ? UNKNOWN : score.accuracy();
    }
}
