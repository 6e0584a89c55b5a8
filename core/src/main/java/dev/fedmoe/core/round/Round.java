package dev.fedmoe.core.round;

import dev.fedmoe.core.alignment.AlignmentPlan;
import dev.fedmoe.core.model.PartId;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * One round from opening to its end. Each expert closes on its own, as soon as nothing worth waiting for is missing;
 * the shared part and the gate take what all reporters sent and close last. Everything closes at the deadline.
 *
 * <p>Until {@code minClients} have reported, a part with a missing answer stays open: its lost holder may return. All
 * times are nanoseconds of one monotonic clock.
 *
 * <p>A round is a value: what happens to it gives another one, which shares all but the tally that has changed.
 *
 * @param everyone its participants, shared by all states of the round
 * @param reported those with at least one accepted part
 */
public record Round(
        int number,
        RoundRules rules,
        long openedNanos,
        RoundParticipants everyone,
        SortedMap<PartId, PartTally> tallies,
        ParticipantSet reported,
        RoundAttendance attendance) {
    public Round {
        tallies = Collections.unmodifiableSortedMap(tallies);
    }

    /** Opens round {@code number} of a model with {@code experts} experts. */
    public static Round open(int number, int experts, AlignmentPlan plan, RoundRules rules, long nowNanos) {
        var everyone = new RoundParticipants(plan);
        var tallies = new TreeMap<PartId, PartTally>();
        var all = everyone.all();
        var model = rules.gateShared() ? new PartId[] {PartId.SHARED, PartId.GATE} : new PartId[] {PartId.SHARED};
        for (PartId part : model) {
            tallies.put(part, PartTally.open(part, all, rules.minClients(), rules.enough(all.size())));
        }
        for (int e = 0; e < experts; e++) {
            var part = PartId.expert(e);
            var holders = everyone.holders(plan, e);
            tallies.put(part, PartTally.open(part, holders, rules.perExpertQuorum(), rules.enough(holders.size())));
        }
        return new Round(number, rules, nowNanos, everyone, tallies, ParticipantSet.NONE, RoundAttendance.COMPLETE);
    }

    public SortedSet<String> participants() {
        return everyone.names();
    }

    public boolean isParticipant(String client) {
        return everyone.place(client) >= 0;
    }

    /** Clients with at least one accepted part. */
    public SortedSet<String> reporters() {
        return everyone.names(reported);
    }

    public PartAdmission admit(String client, PartId part) {
        int participant = everyone.place(client);
        var tally = tallies.get(part);
        if (participant < 0 || tally == null || !tally.isHeldBy(participant)) {
            return PartAdmission.NOT_ASSIGNED;
        }
        if (tally.hasAnswerOf(participant)) {
            return PartAdmission.SETTLED;
        }
        return tally.isClosed() ? PartAdmission.LATE : PartAdmission.WANTED;
    }

    /** Counts one part of a client's update; only what is {@link PartAdmission#WANTED} changes anything. */
    public Round accepted(String client, PartId part) {
        if (admit(client, part) != PartAdmission.WANTED) {
            return this;
        }
        int participant = everyone.place(client);
        var counted = new TreeMap<>(tallies);
        counted.computeIfPresent(part, (id, tally) -> tally.withAnswerOf(participant));
        return new Round(number, rules, openedNanos, everyone, counted, reported.with(participant), attendance);
    }

    /** True while the client has something to submit that would be taken. */
    public boolean wantsMoreOf(String client) {
        int participant = everyone.place(client);
        return participant >= 0
                && tallies.values().stream()
                        .anyMatch(tally ->
                                tally.isHeldBy(participant) && !tally.hasAnswerOf(participant) && !tally.isClosed());
    }

    /** True once every part the client was given has been accepted. */
    public boolean hasAllOf(String client) {
        int participant = everyone.place(client);
        return participant < 0
                || tallies.values().stream()
                        .allMatch(tally -> !tally.isHeldBy(participant) || tally.hasAnswerOf(participant));
    }

    public Round lost(String client, long nowNanos) {
        return absent(new TreeSet<>(Set.of(client)), rules.grace(), nowNanos);
    }

    /** Participants that are not there yet, for instance after a restart; they have {@code within} to appear. */
    public Round absent(SortedSet<String> clients, Duration within, long nowNanos) {
        var participants = new TreeSet<>(clients);
        participants.removeIf(client -> !isParticipant(client));
        return participants.isEmpty()
                ? this
                : attended(before -> before.lost(participants, nowNanos + within.toNanos()));
    }

    /** A participant takes no part any more. */
    public Round left(String client) {
        return isParticipant(client) ? attended(before -> before.leaving(client)) : this;
    }

    public Round returned(String client) {
        return attended(before -> before.returned(client));
    }

    /** Closes what can be closed now. */
    public ClosedParts close(long nowNanos) {
        var experts = closable(nowNanos, true);
        boolean expertsClosed = tallies.values().stream()
                .allMatch(t -> !t.part().isExpert() || t.isClosed() || experts.containsKey(t.part()));
        if (expertsClosed) {
            experts.putAll(closable(nowNanos, false));
        }
        if (experts.isEmpty()) {
            return new ClosedParts(this, new TreeMap<>());
        }
        var all = new TreeMap<>(tallies);
        all.putAll(experts);
        var closings = new TreeMap<PartId, PartClosing>();
        experts.forEach((part, tally) -> tally.closing().ifPresent(closing -> closings.put(part, closing)));
        return new ClosedParts(new Round(number, rules, openedNanos, everyone, all, reported, attendance), closings);
    }

    /** When {@link #close} may close something without another event. */
    public long nextCloseNanos(long nowNanos) {
        long deadline = deadlineNanos();
        long next = attendance.nextNanos(nowNanos).orElse(deadline);
        return next - deadline < 0 ? next : deadline;
    }

    public Duration remaining(long nowNanos) {
        return Duration.ofNanos(Math.max(0, deadlineNanos() - nowNanos));
    }

    /** Empty while a part is open. */
    public Optional<RoundOutcome> outcome() {
        if (!tallies.values().stream().allMatch(PartTally::isClosed)) {
            return Optional.empty();
        }
        if (reported.size() < rules.minClients()) {
            return Optional.of(new RoundOutcome.Abandoned(whyAbandoned()));
        }
        var closings = new TreeMap<PartId, PartClosing>();
        tallies.forEach((part, tally) -> tally.closing().ifPresent(closing -> closings.put(part, closing)));
        return Optional.of(new RoundOutcome.Reported(closings));
    }

    private Round attended(UnaryOperator<RoundAttendance> change) {
        var changed = change.apply(attendance);
        return changed.equals(attendance)
                ? this
                : new Round(number, rules, openedNanos, everyone, tallies, reported, changed);
    }

    /** Closed tallies of the experts, or of the other parts, as far as they can be closed now. */
    private SortedMap<PartId, PartTally> closable(long nowNanos, boolean experts) {
        var closed = new TreeMap<PartId, PartTally>();
        tallies.forEach((part, tally) -> {
            if (part.isExpert() == experts && canClose(tally, nowNanos)) {
                closed.put(part, tally.closed(everyone::name));
            }
        });
        return closed;
    }

    private boolean canClose(PartTally tally, long nowNanos) {
        if (tally.isClosed()) {
            return false;
        }
        return deadlineNanos() - nowNanos <= 0
                || tally.isComplete()
                || !canReachMinimum()
                || (reported.size() >= rules.minClients()
                        && tally.isSettled(place -> attendance.isAwaited(everyone.name(place), nowNanos)));
    }

    private long deadlineNanos() {
        return openedNanos + rules.deadline().toNanos();
    }

    /** Whether enough clients have reported, or are still here to do so; a lost one may return, one that left will not. */
    private boolean canReachMinimum() {
        long gone = attendance.left().stream()
                .filter(client -> !reported.contains(everyone.place(client)))
                .count();
        return gone == 0 || everyone.size() - gone >= rules.minClients();
    }

    private String whyAbandoned() {
        if (!canReachMinimum()) {
            return "round " + number + " abandoned: " + reported.size() + " of " + everyone.size()
                    + " clients reported, " + rules.minClients() + " are needed, and too many have been taken off the"
                    + " roster: " + String.join(", ", attendance.left()) + ".";
        }
        var missing = everyone.names(everyone.all().without(reported));
        return "round " + number + " abandoned after " + rules.deadline().toMillis() / 1000.0 + " s: "
                + reported.size() + " of " + everyone.size() + " clients reported, " + rules.minClients()
                + " are needed; missing: " + String.join(", ", missing)
                + ". Maybe look at their workers, or lower training.quorum.minClients.";
    }
}
