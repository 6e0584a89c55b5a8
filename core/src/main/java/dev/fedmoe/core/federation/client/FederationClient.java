package dev.fedmoe.core.federation.client;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A client that has joined since the coordinator started.
 *
 * @param profile the newest it has claimed
 * @param stream its open task stream; empty while it does not listen
 * @param podUid the pod that listens, or listened last
 * @param answers its newest rounds, oldest first: whether it answered in time
 */
public record FederationClient(
        String name,
        JoinClaim claim,
        WorkerProfile profile,
        OptionalLong stream,
        String podUid,
        List<Boolean> answers) {
    /** Rounds; a client that recovers is trusted again after as many. */
    private static final int REMEMBERED = 20;

    public FederationClient {
        answers = List.copyOf(answers);
    }

    static FederationClient joined(String name, JoinClaim claim) {
        return new FederationClient(name, claim, claim.profile(), OptionalLong.empty(), "", List.of());
    }

    FederationClient joinedAgain(JoinClaim again) {
        return new FederationClient(name, again, again.profile(), stream, podUid, answers);
    }

    public FederationClient withProfile(WorkerProfile measured) {
        return new FederationClient(name, claim, measured, stream, podUid, answers);
    }

    public FederationClient listening(long newStream, String pod) {
        return new FederationClient(name, claim, profile, OptionalLong.of(newStream), pod, answers);
    }

    public FederationClient silent() {
        return new FederationClient(name, claim, profile, OptionalLong.empty(), podUid, answers);
    }

    /** A round it took part in is over. */
    public FederationClient afterRound(boolean inTime) {
        var newest = new ArrayList<>(answers);
        newest.add(inTime);
        var kept = newest.subList(Math.max(0, newest.size() - REMEMBERED), newest.size());
        return new FederationClient(name, claim, profile, stream, podUid, kept);
    }

    public boolean isLive() {
        return stream.isPresent();
    }

    public boolean listensOn(long other) {
        return stream.isPresent() && stream.getAsLong() == other;
    }

    /** Share of its newest rounds answered in time; 1 before the first. */
    public double reliability() {
        return answers.isEmpty()
                ? 1
                : (double) answers.stream().filter(inTime -> inTime).count() / answers.size();
    }
}
