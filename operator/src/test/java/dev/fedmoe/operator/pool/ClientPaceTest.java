package dev.fedmoe.operator.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.crds.client.EdgeClient;
import dev.fedmoe.crds.client.EdgeClientStatus;
import dev.fedmoe.crds.client.EdgeClientStatus.State;
import dev.fedmoe.crds.client.Holding;
import dev.fedmoe.protocol.v1alpha1.Progress;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientPaceTest {
    private final ClientPace pace = new ClientPace();

    @Test
    void whatPeopleWaitForIsWrittenAtOnce() {
        begin(1, 0);
        begin(1, 1);
        var away = client("a", 0);
        away.getStatus().state = State.NotReady;
        var other = client("a", 0);
        other.getStatus().slots = "2/4";

        assertThat(pace.admits(away, client("a", 0), Given.NOW)).isTrue();
        assertThat(pace.admits(other, client("a", 0), Given.NOW)).isTrue();
    }

    @Test
    void oneRoundEarnsOneWriteOfExperts() {
        begin(1, 0);
        pace.admits(client("z", 1), client("z", 0), Given.NOW);
        begin(2, 1);

        assertThat(pace.admits(client("a", 1), client("a", 0), Given.NOW.plusSeconds(1)))
                .isTrue();
        assertThat(pace.admits(client("b", 1), client("b", 0), Given.NOW.plusSeconds(1)))
                .isFalse();
    }

    @Test
    void aClientIsWrittenEveryHalfMinuteAtMost() {
        begin(1, 0);
        assertThat(pace.admits(client("a", 1), client("a", 0), Given.NOW)).isTrue();
        begin(5, 29);
        assertThat(pace.admits(client("a", 2), client("a", 1), Given.NOW.plusSeconds(29)))
                .isFalse();
        begin(6, 30);
        assertThat(pace.admits(client("a", 2), client("a", 1), Given.NOW.plusSeconds(30)))
                .isTrue();
    }

    @Test
    void whereNothingTrainsNobodyWaitsForATurn() {
        pace.begin(new Given().seen(Given.cameras()), Given.NOW);

        assertThat(pace.admits(client("a", 1), client("a", 0), Given.NOW)).isTrue();
        pace.begin(new Given().seen(Given.cameras()), Given.NOW.plusSeconds(1));
        assertThat(pace.admits(client("b", 1), client("b", 0), Given.NOW.plusSeconds(1)))
                .isTrue();
    }

    @Test
    void whoIsNotAdmittedIsDueLater() {
        begin(1, 0);
        pace.admits(client("a", 1), client("a", 0), Given.NOW);
        assertThat(pace.due()).isEmpty();
        begin(5, 10);

        assertThat(pace.admits(client("a", 2), client("a", 1), Given.NOW.plusSeconds(10)))
                .isFalse();
        assertThat(pace.due()).contains(Given.NOW.plusSeconds(30));
    }

    private void begin(int round, long second) {
        var given = new Given()
                .job(Given.job("cats", 2), Progress.newBuilder().setRound(round).build());
        pace.begin(given.seen(Given.cameras()), Given.NOW.plusSeconds(second));
    }

    private static EdgeClient client(String name, int expert) {
        var client = new EdgeClient();
        client.setMetadata(new ObjectMetaBuilder().withName(name).build());
        var status = new EdgeClientStatus();
        status.state = State.Ready;
        status.slots = "1/4";
        var holding = new Holding();
        holding.job = "cats";
        holding.slots = 1;
        holding.experts = List.of(expert);
        status.holdings = List.of(holding);
        client.setStatus(status);
        return client;
    }
}
