package dev.fedmoe.operator.announce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.operator.announce.EventRecorder.Announcement;
import dev.fedmoe.operator.leadership.Leadership;
import dev.fedmoe.testing.RealParts;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.quarkus.runtime.ShutdownEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
@RealParts
class QueuedEventRecorderTest {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final int QUEUED = 5;
    private static final int CREATED = 201;
    private static final int THERE_ALREADY = 409;
    private static final int UNAVAILABLE = 503;

    private final FakeEventServer server = new FakeEventServer();
    private final KubernetesClient client = new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder()
                    .withMasterUrl(server.url())
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .build();
    private final AtomicBoolean leads = new AtomicBoolean(true);
    private final QueuedEventRecorder announcer = announcer();

    @AfterEach
    void close() {
        server.letGo();
        announcer.stop(new ShutdownEvent());
        client.close();
        server.close();
    }

    @Test
    void whatIsSaidOnEveryRunIsWrittenOnce() {
        server.answers(CREATED);

        say("a");
        say("a");
        say("b");

        heard(2);
        assertThat(server.heard()).doesNotHaveDuplicates().allMatch(n -> n.startsWith("fashion."));
        assertThat(announcer.dropped()).isZero();
    }

    @Test
    void whatAnEarlierOperatorHasWrittenIsNoFailure() {
        server.answers(THERE_ALREADY);

        say("a");
        heard(1);
        say("a");
        say("b");

        heard(2);
        assertThat(announcer.dropped()).isZero();
    }

    @Test
    void whatCouldNotBeWrittenIsCountedAndMayBeSaidAgain() {
        server.answers(UNAVAILABLE);
        say("a");
        Awaitility.await().atMost(BOUND).until(() -> announcer.dropped() == 1);

        server.answers(CREATED);
        say("a");

        heard(2);
        assertThat(announcer.dropped()).isEqualTo(1);
    }

    /** The one in flight and those of the queue wait; the reconcilers do not. */
    @Test
    void anApiServerThatHangsHoldsNobodyUp() {
        server.answers(CREATED);
        server.hang();

        IntStream.range(0, 10).forEach(i -> say("key " + i));

        assertThat(announcer.dropped()).isEqualTo(10 - 1 - QUEUED);
        server.letGo();
        heard(1 + QUEUED);
        IntStream.range(0, 10).forEach(i -> say("key " + i));
        heard(10);
        assertThat(server.heard()).doesNotHaveDuplicates();
    }

    @Test
    void aReplicaThatDoesNotLeadSaysNothingUntilItDoes() {
        server.answers(CREATED);
        leads.set(false);
        say("a");

        leads.set(true);
        say("a");

        heard(1);
    }

    @Test
    void whatWaitedWhenTheLeaseWasLostMayBeSaidWhenItIsWonAgain() {
        server.answers(CREATED);
        server.hang();
        say("in flight");
        heard(1);
        say("waiting");
        leads.set(false);
        server.letGo();
        Awaitility.await().atMost(BOUND).until(() -> announcer.dropped() == 1);

        leads.set(true);
        say("waiting");

        heard(2);
    }

    private void heard(int count) {
        Awaitility.await().atMost(BOUND).untilAsserted(() -> assertThat(server.heard())
                .hasSize(count));
    }

    private void say(String key) {
        announcer.announce(
                EventMapperTest.job("fashion", "u1"), Announcement.normal("RoundCommitted", "round " + key, key));
    }

    private QueuedEventRecorder announcer() {
        var leadership = new Leadership() {
            @Override
            public boolean leads() {
                return leads.get();
            }

            @Override
            public void listen(Listener listener) {
                listener.changed(leads());
            }
        };
        return new QueuedEventRecorder(client, leadership, new EventMapper("fedmoe-1", InstantSource.system()), QUEUED);
    }
}
