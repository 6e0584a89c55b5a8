package dev.fedmoe.operator.leadership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.operator.OperatorSettings;
import dev.fedmoe.operator.testing.KubeconfigCluster;
import dev.fedmoe.testing.ConditionWait;
import dev.fedmoe.testing.RealParts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

@EnabledIfEnvironmentVariable(named = "KUBECONFIG", matches = ".+")
@RealParts
class LeadershipOnClusterTest {
    private final KubeconfigCluster cluster = new KubeconfigCluster("lease");
    private final LeaseLeadership first = replica("first");
    private final LeaseLeadership second = replica("second");

    @AfterEach
    void close() {
        first.stop();
        second.stop();
        cluster.close();
    }

    @Test
    void oneLeadsAndTheOtherFollowsWhenItStops() {
        var heard = new CopyOnWriteArrayList<Boolean>();
        first.listen(heard::add);
        first.start();
        ConditionWait.until(() -> heard.contains(true));
        second.start();

        first.stop();

        assertThat(first.leads()).isFalse();
        ConditionWait.until(second::leads);
        assertThat(heard).containsSequence(true, false);
    }

    @Test
    void anotherHolderIsRespectedUntilTheLeaseHasStoodStill() {
        first.tick();
        assertThat(first.leads()).isTrue();

        second.tick();

        assertThat(second.leads()).isFalse();
        ConditionWait.until(() -> {
            second.tick();
            return second.leads();
        });
        assertThat(first.leads()).isFalse();
    }

    private LeaseLeadership replica(String name) {
        var store = new LeaseStore(cluster.client, cluster.namespace, name, new Times(), api -> List.of());
        return new LeaseLeadership(store, name, new Times(), System::nanoTime, InstantSource.system());
    }

    private record Times() implements OperatorSettings.Lease {
        @Override
        public String name() {
            return "test";
        }

        @Override
        public Duration duration() {
            return Duration.ofSeconds(3);
        }

        @Override
        public Duration renewDeadline() {
            return Duration.ofSeconds(2);
        }

        @Override
        public Duration retryPeriod() {
            return Duration.ofMillis(500);
        }
    }
}
