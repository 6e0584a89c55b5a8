package dev.fedmoe.core.round;

import dev.fedmoe.core.alignment.AlignmentPlan;
import dev.fedmoe.core.alignment.AlignmentPlan.Assignment;
import dev.fedmoe.core.model.PartId;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One round from opening to its end. Each expert closes on its own, as soon as nothing worth waiting for is missing;
 * the shared part and the gate take what all reporters sent and close last. Everything closes at the deadline.
 *
 * <p>Until {@code minClients} have reported, a part with a missing answer stays open: its lost holder may return. All
 * times are nanoseconds of one monotonic clock.
 */
public final class Round {
    private final int number;
    private final RoundRules rules;
    private final long openedNanos;
    private final SortedMap<PartId, PartTally> tallies = new TreeMap<>();
    private final SortedSet<String> participants = new TreeSet<>();
    private final SortedSet<String> reporters = new TreeSet<>();
    private final RoundAttendance attendance = new RoundAttendance();

    /** Opens round {@code number} of a model with {@code experts} experts. */
    public Round(int number, int experts, AlignmentPlan plan, RoundRules rules, long nowNanos) {
        this.number = number;
        this.rules = rules;
        this.openedNanos = nowNanos;
        plan.assignments().forEach(assignment -> participants.add(assignment.client()));
        tally(PartId.SHARED, participants, rules.minClients());
        if (rules.gateShared()) {
            tally(PartId.GATE, participants, rules.minClients());
        }
        for (int e = 0; e < experts; e++) {
            tally(PartId.expert(e), holders(plan, e), rules.perExpertQuorum());
        }
    }

    public int number() {
        return number;
    }

    public SortedSet<String> participants() {
        return new TreeSet<>(participants);
    }

    /** Clients with at least one accepted part. */
    public SortedSet<String> reporters() {
        return new TreeSet<>(reporters);
    }

    public PartAdmission admit(String client, PartId part) {
        return admission(tallies.get(part), client);
    }

    /** Counts one part of a client's update; only what was {@link PartAdmission#WANTED} changes anything. */
    public PartAdmission accepted(String client, PartId part) {
        PartTally tally = tallies.get(part);
        PartAdmission admission = admission(tally, client);
        if (tally != null && admission == PartAdmission.WANTED) {
            tally.answer(client);
            reporters.add(client);
        }
        return admission;
    }

    /** True while the client has something to submit that would be taken. */
    public boolean wantsMoreOf(String client) {
        return tallies.values().stream()
                .anyMatch(tally -> tally.heldBy(client) && !tally.hasAnswer(client) && !tally.isClosed());
    }

    /** True once every part the client was given has been accepted. */
    public boolean hasAllOf(String client) {
        return tallies.values().stream().allMatch(tally -> !tally.heldBy(client) || tally.hasAnswer(client));
    }

    public void lost(String client, long nowNanos) {
        absent(client, rules.grace(), nowNanos);
    }

    /** A participant that is not there yet, for instance after a restart; it has {@code within} to appear. */
    public void absent(String client, Duration within, long nowNanos) {
        if (participants.contains(client)) {
            attendance.lost(client, nowNanos + within.toNanos());
        }
    }

    /** A participant that takes no part any more. */
    public void left(String client) {
        if (participants.contains(client)) {
            attendance.left(client);
        }
    }

    public void returned(String client) {
        attendance.returned(client);
    }

    /** Closes what can be closed now; the parts closed by this call, with what follows for each. */
    public SortedMap<PartId, PartClosing> tick(long nowNanos) {
        var closed = new TreeMap<PartId, PartClosing>();
        tallies.forEach((part, tally) -> {
            if (part.isExpert() && canClose(tally, nowNanos)) {
                closed.put(part, tally.close());
            }
        });
        boolean expertsClosed = tallies.entrySet().stream()
                .allMatch(t -> !t.getKey().isExpert() || t.getValue().isClosed());
        tallies.forEach((part, tally) -> {
            if (!part.isExpert() && expertsClosed && canClose(tally, nowNanos)) {
                closed.put(part, tally.close());
            }
        });
        return closed;
    }

    /** When {@link #tick} may close something without another event. */
    public long nextTickNanos(long nowNanos) {
        long deadline = deadlineNanos();
        long next = attendance.nextNanos(nowNanos).orElse(deadline);
        return next - deadline < 0 ? next : deadline;
    }

    public Duration remaining(long nowNanos) {
        return Duration.ofNanos(Math.max(0, deadlineNanos() - nowNanos));
    }

    /** Empty while a part is open. */
    public Optional<RoundOutcome> outcome() {
        var closings = new TreeMap<PartId, PartClosing>();
        for (var entry : tallies.entrySet()) {
            PartClosing closing = entry.getValue().closing();
            if (closing == null) {
                return Optional.empty();
            }
            closings.put(entry.getKey(), closing);
        }
        return Optional.of(
                reporters.size() >= rules.minClients()
                        ? new RoundOutcome.Reported(closings)
                        : new RoundOutcome.Abandoned(whyAbandoned()));
    }

    private static PartAdmission admission(@Nullable PartTally tally, String client) {
        if (tally == null || !tally.heldBy(client)) {
            return PartAdmission.NOT_ASSIGNED;
        }
        if (tally.hasAnswer(client)) {
            return PartAdmission.SETTLED;
        }
        return tally.isClosed() ? PartAdmission.LATE : PartAdmission.WANTED;
    }

    private boolean canClose(PartTally tally, long nowNanos) {
        if (tally.isClosed()) {
            return false;
        }
        return deadlineNanos() - nowNanos <= 0
                || tally.isComplete()
                || !canReachMinimum()
                || (reporters.size() >= rules.minClients()
                        && tally.isSettled(client -> attendance.isAwaited(client, nowNanos)));
    }

    private long deadlineNanos() {
        return openedNanos + rules.deadline().toNanos();
    }

    /** Whether enough clients have reported, or are still here to do so; a lost one may return, one that left will not. */
    private boolean canReachMinimum() {
        long gone = participants.stream()
                .filter(client -> attendance.hasLeft(client) && !reporters.contains(client))
                .count();
        return gone == 0 || participants.size() - gone >= rules.minClients();
    }

    private String whyAbandoned() {
        if (!canReachMinimum()) {
            return "round " + number + " abandoned: " + reporters.size() + " of " + participants.size()
                    + " clients reported, " + rules.minClients() + " are needed, and too many have been taken off the"
                    + " roster: " + String.join(", ", attendance.left()) + ".";
        }
        var missing = new TreeSet<>(participants);
        missing.removeAll(reporters);
        return "round " + number + " abandoned after " + rules.deadline().toMillis() / 1000.0 + " s: "
                + reporters.size()
                + " of " + participants.size() + " clients reported, " + rules.minClients() + " are needed; missing: "
                + String.join(", ", missing) + ". Maybe look at their workers, or lower training.quorum.minClients.";
    }

    private void tally(PartId part, SortedSet<String> holders, int quorum) {
        tallies.put(part, new PartTally(part, holders, quorum, rules.enough(holders.size())));
    }

    private static SortedSet<String> holders(AlignmentPlan plan, int expert) {
        var holders = new TreeSet<String>();
        for (Assignment assignment : plan.assignments()) {
            if (assignment.choices().stream().anyMatch(choice -> choice.expert() == expert)) {
                holders.add(assignment.client());
            }
        }
        return holders;
    }
}
