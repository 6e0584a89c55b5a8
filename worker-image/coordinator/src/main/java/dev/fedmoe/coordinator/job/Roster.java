package dev.fedmoe.coordinator.job;

import dev.fedmoe.protocol.Verdict;
import dev.fedmoe.protocol.server.AuthenticatedCaller;
import dev.fedmoe.protocol.v1alpha1.DesiredJob;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import dev.fedmoe.protocol.v1alpha1.Role;
import dev.fedmoe.protocol.v1alpha1.RosterEntry;
import dev.fedmoe.protocol.v1alpha1.TrainingSettings;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The clients placement has given this job, and what the control side wants of it. Immutable. */
public final class Roster {
    private final DesiredJob desired;
    private final SortedMap<String, RosterEntry> entries;

    private Roster(DesiredJob desired, SortedMap<String, RosterEntry> entries) {
        this.desired = desired;
        this.entries = entries;
    }

    public static Roster of(DesiredJob desired) {
        var entries = new TreeMap<String, RosterEntry>();
        desired.getRosterList().forEach(entry -> entries.put(entry.getClient(), entry));
        return new Roster(desired, Collections.unmodifiableSortedMap(entries));
    }

    public DesiredJob desired() {
        return desired;
    }

    public long generation() {
        return desired.getGeneration();
    }

    public boolean isSuspended() {
        return desired.getSuspended();
    }

    /** The training settings in force. */
    public TrainingSettings training(Job job) {
        return desired.hasTraining() ? desired.getTraining() : job.settings().getTraining();
    }

    public SortedMap<String, RosterEntry> trainers() {
        var trainers = new TreeMap<String, RosterEntry>();
        entries.forEach((client, entry) -> {
            if (!isEvaluator(entry)) {
                trainers.put(client, entry);
            }
        });
        return trainers;
    }

    public boolean hasEvaluator() {
        return entries.values().stream().anyMatch(Roster::isEvaluator);
    }

    public Optional<RosterEntry> find(String client) {
        return Optional.ofNullable(entries.get(client));
    }

    /** Whether this caller may speak for the client: on the roster, from its node and pod. */
    public Verdict<RosterEntry> admit(AuthenticatedCaller caller, String client) {
        var entry = entries.get(client);
        if (entry == null) {
            return Verdict.denied(
                    Refusal.REFUSAL_UNKNOWN_CLIENT,
                    "client '" + client + "' is not on the roster of generation " + generation()
                            + ". Maybe placement has taken it off, or has not yet given it.");
        }
        if (!entry.getNode().isEmpty() && !entry.getNode().equals(caller.node())) {
            return notYours(client, "node", caller.node(), entry.getNode());
        }
        if (!entry.getPodUid().isEmpty() && !entry.getPodUid().equals(caller.podUid())) {
            return notYours(client, "pod", caller.podUid(), entry.getPodUid());
        }
        return Verdict.granted(entry);
    }

    /** False when the client was taken off, or belongs to another pod than the one that listens. */
    public boolean isOf(JoinedClient member) {
        return find(member.name())
                .filter(entry -> entry.getPodUid().isEmpty()
                        || !member.isLive()
                        || entry.getPodUid().equals(member.podUid()))
                .isPresent();
    }

    public static boolean isEvaluator(RosterEntry entry) {
        return entry.getRole() == Role.ROLE_EVALUATOR;
    }

    private static Verdict<RosterEntry> notYours(String client, String what, String called, String expected) {
        return Verdict.denied(
                Refusal.REFUSAL_NOT_YOUR_CLIENT,
                "the token is bound to " + what + " '" + called + "', client '" + client + "' belongs to " + what + " '"
                        + expected + "'. Maybe the worker runs in another place than the roster says.");
    }
}
