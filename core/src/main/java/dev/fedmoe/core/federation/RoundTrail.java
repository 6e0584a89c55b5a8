package dev.fedmoe.core.federation;

import dev.fedmoe.core.federation.knowledge.RoundFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What earlier rounds have left behind.
 *
 * @param opened rounds this coordinator has opened
 * @param slowestAnswers of the newest committed rounds, oldest first
 * @param servedBytes counted in committed rounds, of {@link dev.fedmoe.core.federation.knowledge.Moment#servedBytes()}
 * @param receivedBytes tensor bytes received since the newest commit
 */
public record RoundTrail(int opened, List<Duration> slowestAnswers, long servedBytes, long receivedBytes) {
    private static final int REMEMBERED = 8;

    public RoundTrail {
        slowestAnswers =
                slowestAnswers.subList(Math.max(0, slowestAnswers.size() - REMEMBERED), slowestAnswers.size()).stream()
                        .toList();
    }

    public static RoundTrail of(List<Duration> slowestAnswers) {
        return new RoundTrail(0, slowestAnswers, 0, 0);
    }

    public RoundTrail opening() {
        return new RoundTrail(opened + 1, slowestAnswers, servedBytes, receivedBytes);
    }

    public RoundTrail received(long bytes) {
        return new RoundTrail(opened, slowestAnswers, servedBytes, receivedBytes + bytes);
    }

    public RoundFacts.Traffic traffic(long servedNow) {
        return new RoundFacts.Traffic(servedNow - servedBytes, receivedBytes);
    }

    public RoundTrail closed(long servedNow) {
        return new RoundTrail(opened, slowestAnswers, servedNow, 0);
    }

    public RoundTrail committed(RoundFacts facts) {
        var answers = new ArrayList<>(slowestAnswers);
        answers.add(Duration.ofMillis(facts.time().slowestAnswerMillis()));
        return new RoundTrail(opened, answers, servedBytes, receivedBytes);
    }
}
