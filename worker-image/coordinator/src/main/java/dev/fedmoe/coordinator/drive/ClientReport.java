package dev.fedmoe.coordinator.drive;

import dev.fedmoe.coordinator.job.Member;
import dev.fedmoe.core.fitness.FitnessTable;
import dev.fedmoe.protocol.v1alpha1.ClientProgress;
import dev.fedmoe.protocol.v1alpha1.RosterEntry;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** One client in the words of the wire. */
record ClientReport(State state, FitnessTable fitness, Map<String, List<Integer>> experts) {
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
                .setValue(value(known, entry.getSlots()))
                .setPersonalAccuracy(personal(client))
                .setReliability(member.map(Member::reliability).orElse(1.0));
        member.ifPresent(m ->
                progress.setProfile(m.profile()).setTrainingSamples(m.join().getTrainingSamples()));
        return progress.build();
    }

    private String stateOf(String client, Optional<Member> member) {
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

    /** The best sum of fitness and price over the client's slots. */
    private double value(List<Double> known, int slots) {
        var prices = state.newestPlan.prices();
        return IntStream.range(0, known.size())
                .mapToObj(e -> Math.max(0, known.get(e)) + (e < prices.size() ? prices.get(e) : 0))
                .sorted(Comparator.reverseOrder())
                .limit(Math.max(0, slots))
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    private double personal(String client) {
        var score = state.shelf.newest().record().learned().scores().get(client);
        return score == null ? UNKNOWN : score.accuracy();
    }
}
