package dev.fedmoe.operator.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.crds.client.ClientHolding;
import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.crds.client.EdgeClientStatus;
import dev.fedmoe.crds.client.EdgeClientStatus.State;
import dev.fedmoe.protocol.v1alpha1.Progress;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientStatusPacingTest {
    private final ClientStatusPacing pace = new ClientStatusPacing();

    @Test
    void whatPeopleWaitForIsWrittenAtOnce() {
        begin(1, 0);
        begin(1, 1);
        var away = client("a", 0);
        away.getStatus().state = State.NotReady;
        var other = client("a", 0);
        other.getStatus().slots = "2/4";

        assertThat(pace.admits(away, client("a", 0), PoolFixture.NOW)).isTrue();
        assertThat(pace.admits(other, client("a", 0), PoolFixture.NOW)).isTrue();
    }

    @Test
    void oneRoundEarnsOneWriteOfExperts() {
        begin(1, 0);
        pace.admits(client("z", 1), client("z", 0), PoolFixture.NOW);
        begin(2, 1);

        assertThat(pace.admits(client("a", 1), client("a", 0), PoolFixture.NOW.plusSeconds(1)))
                .isTrue();
        assertThat(pace.admits(client("b", 1), client("b", 0), PoolFixture.NOW.plusSeconds(1)))
                .isFalse();
    }

    @Test
    void aClientIsWrittenEveryHalfMinuteAtMost() {
        begin(1, 0);
        assertThat(pace.admits(client("a", 1), client("a", 0), PoolFixture.NOW)).isTrue();
        begin(5, 29);
        assertThat(pace.admits(client("a", 2), client("a", 1), PoolFixture.NOW.plusSeconds(29)))
                .isFalse();
        begin(6, 30);
        assertThat(pace.admits(client("a", 2), client("a", 1), PoolFixture.NOW.plusSeconds(30)))
                .isTrue();
    }

    @Test
    void whereNothingTrainsNobodyWaitsForATurn() {
        pace.begin(new PoolFixture().seen(PoolFixture.cameras()), PoolFixture.NOW);

        assertThat(pace.admits(client("a", 1), client("a", 0), PoolFixture.NOW)).isTrue();
        pace.begin(new PoolFixture().seen(PoolFixture.cameras()), PoolFixture.NOW.plusSeconds(1));
        assertThat(pace.admits(client("b", 1), client("b", 0), PoolFixture.NOW.plusSeconds(1)))
                .isTrue();
    }

    @Test
    void whoIsNotAdmittedIsDueLater() {
        begin(1, 0);
        pace.admits(client("a", 1), client("a", 0), PoolFixture.NOW);
        assertThat(pace.due()).isEmpty();
        begin(5, 10);

        assertThat(pace.admits(client("a", 2), client("a", 1), PoolFixture.NOW.plusSeconds(10)))
                .isFalse();
        assertThat(pace.due()).contains(PoolFixture.NOW.plusSeconds(30));
    }

    private void begin(int round, long second) {
        var given = new PoolFixture()
                .job(
                        PoolFixture.job("cats", 2),
                        Progress.newBuilder().setRound(round).build());
        pace.begin(given.seen(PoolFixture.cameras()), PoolFixture.NOW.plusSeconds(second));
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
