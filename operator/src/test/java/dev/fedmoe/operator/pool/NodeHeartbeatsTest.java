package dev.fedmoe.operator.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeHeartbeatsTest {
    private static final Instant FIRST = PoolFixture.NOW;
    private static final Instant LATER = FIRST.plus(NodeHeartbeats.SILENCE);

    private final Map<String, String> leases = new HashMap<>(Map.of("a", "1", "b", "1"));
    private final NodeHeartbeats heartbeats = new NodeHeartbeats(node -> Optional.ofNullable(leases.get(node)));

    @Test
    void aLeaseThatStandsStillIsSilentInTheEnd() {
        assertThat(heartbeats.silent(List.of("a", "b"), FIRST)).isEmpty();
        leases.put("b", "2");
        assertThat(heartbeats.silent(List.of("a", "b"), LATER.minusMillis(1))).isEmpty();

        assertThat(heartbeats.silent(List.of("a", "b"), LATER)).containsExactly("a");
    }

    @Test
    void anApiServerThatDoesNotAnswerProvesNothing() {
        heartbeats.silent(List.of("a"), FIRST);
        leases.clear();
        heartbeats.silent(List.of("a"), FIRST.plusSeconds(5));
        leases.put("a", "1");

        assertThat(heartbeats.silent(List.of("a"), LATER)).isEmpty();
    }

    @Test
    void whatWasSeenOfANodeLongAgoIsForgotten() {
        heartbeats.silent(List.of("a"), FIRST);
        heartbeats.silent(List.of(), FIRST.plusSeconds(5));

        assertThat(heartbeats.silent(List.of("a"), LATER)).isEmpty();
    }
}
