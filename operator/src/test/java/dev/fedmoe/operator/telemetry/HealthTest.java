package dev.fedmoe.operator.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.operator.telemetry.InformerRegistry.Informer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class HealthTest {
    private static final Informer FILLED = new Informer("federatedmoejob", "pod", "", true, true);
    private static final Informer DEAF = new Informer("federatedmoejob", "secret", "", true, false);
    private static final Informer EMPTY = new Informer("edgeclientpool", "pool-nodes", "", false, true);

    @Test
    void readyOnceEveryCacheHasBeenFilledAlsoWhileTheApiServerIsAway() {
        assertThat(InformersSynced.response(List.of(FILLED, DEAF)).getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void notReadyBeforeThatAndSaysWhichCacheIsWaitedFor() {
        var answer = InformersSynced.response(List.of(FILLED, EMPTY));

        assertThat(answer.getStatus()).isEqualTo(Status.DOWN);
        assertThat(answer.getData().orElseThrow()).containsOnlyKeys("edgeclientpool/pool-nodes");
        assertThat(InformersSynced.response(List.of()).getStatus()).isEqualTo(Status.DOWN);
    }

    @Test
    void aliveUntilAThreadHasBeenStuckForLong() {
        var slow = Map.of("timer", ThreadLivenessCheck.LONGEST.minusSeconds(1));
        assertThat(ThreadLivenessCheck.response(slow).getStatus()).isEqualTo(Status.UP);

        var stuck = Map.of("timer", Duration.ofSeconds(3), "leader election", ThreadLivenessCheck.LONGEST);
        var answer = ThreadLivenessCheck.response(stuck);

        assertThat(answer.getStatus()).isEqualTo(Status.DOWN);
        assertThat(answer.getData().orElseThrow()).containsEntry("leader election", "stuck for 300 s");
    }
}
