package dev.fedmoe.core.alignment;

import dev.fedmoe.core.alignment.AlignmentPlan.Assignment;
import dev.fedmoe.core.alignment.AlignmentPlan.Choice;
import dev.fedmoe.core.alignment.AlignmentProblem.Participant;
import dev.fedmoe.core.random.CounterRandom;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A round's assignment while it is being decided. Clients are numbered by name, so the order of the problem's list is moot. */
final class AssignmentBuilder {
    final AlignmentProblem problem;
    final List<Participant> clients;
    final int experts;

    private final BitSet[] held;
    private final int[] holders;
    private final double totalLoad;

    AssignmentBuilder(AlignmentProblem problem) {
        this.problem = problem;
        clients = problem.clients().stream()
                .sorted(Comparator.comparing(Participant::client))
                .toList();
        experts = problem.experts();
        held = new BitSet[clients.size()];
        for (int c = 0; c < held.length; c++) {
            held[c] = new BitSet(experts);
        }
        holders = new int[experts];
        totalLoad = problem.load().stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Why a client has an expert. */
    @FunctionalInterface
    interface Reason {
        String of(int client, int expert);
    }

    /** The numbers of why. */
    @FunctionalInterface
    interface Numbers {
        @Nullable ChoiceExplanation of(int client, int expert);
    }

    /** Slots a client can use: never more than there are experts. */
    int slots(int client) {
        return Math.min(clients.get(client).slots(), experts);
    }

    /** Slots of all clients together. */
    int slots() {
        int sum = 0;
        for (int c = 0; c < clients.size(); c++) {
            sum += slots(c);
        }
        return sum;
    }

    /** The expert's part of all routed samples; 0 before the first. */
    double loadShare(int expert) {
        return totalLoad == 0 ? 0 : problem.load().get(expert) / totalLoad;
    }

    /** All clients in the seeded order of this round. */
    List<Integer> turns() {
        return IntStream.range(0, clients.size())
                .boxed()
                .sorted(Comparator.comparingLong(this::turn).thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    private long turn(int client) {
        return CounterRandom.of(
                        problem.seed(),
                        "turn",
                        problem.round(),
                        clients.get(client).client())
                .bits(0);
    }

    boolean hasRoom(int client) {
        return held[client].cardinality() < slots(client);
    }

    boolean holds(int client, int expert) {
        return held[client].get(expert);
    }

    int holders(int expert) {
        return holders[expert];
    }

    BitSet held(int client) {
        return held[client];
    }

    void give(int client, int expert) {
        held[client].set(expert);
        holders[expert]++;
    }

    void take(int client, int expert) {
        held[client].clear(expert);
        holders[expert]--;
    }

    AlignmentPlan plan(Reason reason, List<Double> prices) {
        return plan(reason, (c, e) -> null, prices);
    }

    AlignmentPlan plan(Reason reason, Numbers numbers, List<Double> prices) {
        var assignments = new ArrayList<Assignment>();
        for (int c = 0; c < clients.size(); c++) {
            int client = c;
            var choices = held[c].stream()
                    .mapToObj(e -> new Choice(e, reason.of(client, e), numbers.of(client, e)))
                    .toList();
            assignments.add(new Assignment(clients.get(c).client(), choices));
        }
        return new AlignmentPlan(assignments, prices);
    }

    /** For policies that have no notion of a price. */
    AlignmentPlan plan(Reason reason) {
        return plan(reason, Collections.nCopies(experts, 0.0));
    }
}
