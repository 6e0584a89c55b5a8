package dev.fedmoe.operator.pool.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.crds.client.ClientHolding;
import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.crds.client.EdgeClientStatus;
import dev.fedmoe.crds.client.EdgeClientStatus.State;
import dev.fedmoe.operator.pool.PoolFixture;
import dev.fedmoe.operator.pool.observe.PoolSnapshot;
import dev.fedmoe.operator.pool.placement.NodeCandidate;
import dev.fedmoe.operator.pool.report.ClientStatusPacing.Turn;
import dev.fedmoe.protocol.v1alpha1.Progress;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientStatusPacingTest {
    private ClientStatusPacing pacing = ClientStatusPacing.FRESH;

    @Test
    void whatPeopleWaitForIsWrittenAtOnce() {
        turn(1, 0);
        var away = client("a", 0);
        away.getStatus().state = State.NotReady;
        var other = client("b", 0);
        other.getStatus().slots = "2/4";

        var turn = turn(1, 1, changed(away, client("a", 0)), changed(other, client("b", 0)));

        assertThat(turn.admitted()).extracting(NodeCandidate::name).containsExactly("a", "b");
    }

    @Test
    void whatIsAsObservedIsNotWritten() {
        assertThat(turn(1, 0, changed(client("a", 0), client("a", 0))).admitted())
                .isEmpty();
    }

    @Test
    void oneRoundEarnsOneWriteOfExperts() {
        turn(1, 0, expert("z", 1));

        var turn = turn(2, 1, expert("a", 1), expert("b", 1));

        assertThat(turn.admitted()).extracting(NodeCandidate::name).containsExactly("a");
    }

    @Test
    void theClientThatHasWaitedLongestIsWrittenFirst() {
        turn(1, 0, expert("a", 1));

        var turn = turn(2, 31, expert("a", 2), expert("b", 1));

        assertThat(turn.admitted()).extracting(NodeCandidate::name).containsExactly("b");
    }

    @Test
    void aClientIsWrittenEveryHalfMinuteAtMost() {
        assertThat(turn(1, 0, expert("a", 1)).admitted()).hasSize(1);
        assertThat(turn(5, 29, expert("a", 2)).admitted()).isEmpty();
        assertThat(turn(6, 30, expert("a", 2)).admitted()).hasSize(1);
    }

    @Test
    void whereNothingTrainsNobodyWaitsForATurn() {
        var given = new PoolFixture();

        assertThat(turn(given.seen(PoolFixture.cameras()), expert("a", 1)).admitted())
                .hasSize(1);
        given.now = PoolFixture.NOW.plusSeconds(1);
        assertThat(turn(given.seen(PoolFixture.cameras()), expert("a", 1), expert("b", 1))
                        .admitted())
                .extracting(NodeCandidate::name)
                .containsExactly("b");
    }

    @Test
    void whoIsNotAdmittedIsDueLater() {
        assertThat(turn(1, 0, expert("a", 1)).due()).isEmpty();

        var turn = turn(5, 10, expert("a", 2));

        assertThat(turn.admitted()).isEmpty();
        assertThat(turn.due()).contains(PoolFixture.NOW.plusSeconds(30));
    }

    private Turn turn(int round, long second, NodeCandidate... candidates) {
        var given = new PoolFixture()
                .job(
                        PoolFixture.job("cats", 2),
                        Progress.newBuilder().setRound(round).build());
        given.now = PoolFixture.NOW.plusSeconds(second);
        return turn(given.seen(PoolFixture.cameras()), candidates);
    }

    private Turn turn(PoolSnapshot seen, NodeCandidate... candidates) {
        var turn = pacing.turn(seen, List.of(candidates));
        pacing = turn.next();
        return turn;
    }

    /** One that now holds {@code expert}, and held another. */
    private static NodeCandidate expert(String name, int expert) {
        return changed(client(name, expert), client(name, expert - 1));
    }

    private static NodeCandidate changed(EdgeClient desired, EdgeClient observed) {
        return new NodeCandidate(PoolFixture.node("n", "True").build(), desired, observed, Optional.empty());
    }

    private static EdgeClient client(String name, int expert) {
        var client = new EdgeClient();
        client.setMetadata(new ObjectMetaBuilder().withName(name).build());
        var status = new EdgeClientStatus();
        status.state = State.Ready;
        status.slots = "1/4";
        var holding = new ClientHolding();
        holding.job = "cats";
        holding.slots = 1;
        holding.experts = List.of(expert);
        status.holdings = List.of(holding);
        client.setStatus(status);
        return client;
    }
}
