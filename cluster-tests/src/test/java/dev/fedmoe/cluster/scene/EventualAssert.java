package dev.fedmoe.cluster.scene;

import dev.fedmoe.cluster.fixture.ShellCommand;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Something that will be so. Nothing is expected without a bound. */
public final class EventualAssert {
    /** Until a scene is set that is not what a case is about: no promise, and long enough for a machine that is busy. */
    public static final long SCENE_SECONDS = 180;

    private static final Duration POLL = Duration.ofMillis(200);

    private final String what;
    private final Look look;

    /** How it looks now. */
    public record Seen(boolean asExpected, String how) {}

    /** A look that fails by the network, the API server or a program has not seen what is expected; the next one may. */
    public interface Look {
        Seen now() throws IOException;
    }

    public EventualAssert(String what, Look look) {
        this.what = what;
        this.look = look;
    }

    /** Waits for it, says on standard output how long it took, and fails with what was seen last. */
    public Duration within(Duration bound) {
        long begin = System.nanoTime();
        var last = new Seen[] {new Seen(false, "nothing yet")};
        try {
            Awaitility.await(what)
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(POLL)
                    .atMost(bound)
                    .until(() -> {
                        last[0] = seen();
                        return last[0].asExpected();
                    });
        } catch (ConditionTimeoutException late) {
            throw new AssertionError(
                    "%s: not within %.0f s; last seen: %s".formatted(what, seconds(bound), last[0].how()), late);
        }
        var took = Duration.ofNanos(System.nanoTime() - begin);
        System.out.printf("[measured] %s: after %.1f s (bound %.0f s)%n", what, seconds(took), seconds(bound));
        return took;
    }

    public Duration withinSeconds(long bound) {
        return within(Duration.ofSeconds(bound));
    }

    /** Must go on being so, for all of this time. */
    public void holdsFor(Duration time) {
        Awaitility.await(what + " all the time")
                .pollInSameThread()
                .pollInterval(POLL)
                .atMost(time.plusSeconds(30))
                .during(time)
                .until(() -> seen().asExpected());
    }

    private Seen seen() {
        try {
            return look.now();
        } catch (IOException | KubernetesClientException | ShellCommand.Failed e) {
            return new Seen(false, "" + e);
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
