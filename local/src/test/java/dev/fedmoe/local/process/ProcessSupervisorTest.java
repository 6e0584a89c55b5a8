package dev.fedmoe.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.core.retry.ExponentialBackoff;
import dev.fedmoe.testing.RealParts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RealParts
class ProcessSupervisorTest {
    private static final RestartPolicy FAST = new RestartPolicy(
            new ExponentialBackoff(Duration.ofMillis(1), Duration.ofMillis(4), 0), 2, Duration.ofHours(1));

    @TempDir
    Path folder = Path.of("");

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final ProcessSupervisor supervisor = new ProcessSupervisor(new Told(told), FAST);

    @AfterEach
    void stop() {
        supervisor.close();
    }

    @Test
    void aKilledProgramIsStartedAgain() throws Exception {
        supervisor.start(shell("worker", "echo started >> starts; exec sleep 60"));
        ProcessHandle first = started(1);

        first.destroyForcibly();

        assertThat(next()).startsWith("restarting worker: was killed (SIGKILL");
        assertThat(started(2).pid()).isNotEqualTo(first.pid());
    }

    @Test
    void aProgramThatKeepsDyingIsGivenUpWithTheEndOfItsLog() throws Exception {
        supervisor.start(shell("worker", "echo no room for $((1 + 1)); exit 3"));

        assertThat(next()).startsWith("restarting worker: ended with exit code 3; starts again in 1 ms");
        assertThat(next()).startsWith("restarting worker: ended with exit code 3; starts again in 2 ms");
        assertThat(next())
                .startsWith("gave up: worker ended with exit code 3, 3 times in a row. End of ")
                .endsWith("  no room for 2\n  no room for 2\n  no room for 2");
    }

    @Test
    void badInputIsNotTriedAgain() throws Exception {
        supervisor.start(shell("worker", "exit 2"));

        assertThat(next()).startsWith("gave up: worker ended with exit code 2. End of ");
    }

    @Test
    void anEndInGoodOrderIsNoDeath() throws Exception {
        supervisor.start(shell("worker", "exit 0"));

        assertThat(next()).isEqualTo("finished worker");
    }

    @Test
    void closingStopsEvenTheDeafAndStartsNothingAgain() throws Exception {
        supervisor.start(
                shell("deaf", "trap '' TERM; echo started >> starts; while :; do read -t 60 line <> <(:); done"));
        ProcessHandle deaf = started(1);
        // Ends at once when asked to, while the supervisor still waits for the deaf one.
        supervisor.start(shell("polite", "echo started >> starts; exec sleep 60"));
        started(2);

        supervisor.close();

        deaf.onExit().get(10, TimeUnit.SECONDS);
        assertThat(deaf.isAlive()).isFalse();
        assertThat(told).isEmpty();
    }

    @Test
    void peakMemoryOutlivesTheProgram() throws Exception {
        supervisor.start(shell("worker", "echo started >> starts; exec sleep 60"));
        started(1);

        supervisor.close();

        assertThat(supervisor.peakMemoryBytes().get("worker")).isGreaterThan(100_000);
    }

    private ProcessSpec shell(String name, String script) {
        return new ProcessSpec(
                name,
                () -> List.of("bash", "-c", "cd " + folder + "; " + script),
                Map.of(),
                folder.resolve(name + ".log"));
    }

    private @Nullable String next() throws InterruptedException {
        return told.poll(20, TimeUnit.SECONDS);
    }

    /** Waits for the n-th line of the program's own record of its starts. */
    private ProcessHandle started(int times) throws Exception {
        Path record = folder.resolve("starts");
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (System.nanoTime() < deadline) {
            if (Files.exists(record) && Files.readAllLines(record).size() >= times) {
                Optional<ProcessHandle> process =
                        supervisor.pids().values().stream().findFirst().flatMap(ProcessHandle::of);
                if (process.isPresent()) {
                    return process.get();
                }
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("not started " + times + " times within 20 s");
    }

    private record Told(BlockingQueue<String> told) implements ProcessListener {
        @Override
        public void finished(String name) {
            told.add("finished " + name);
        }

        @Override
        public void restarting(String name, String why) {
            told.add("restarting " + name + ": " + why);
        }

        @Override
        public void gaveUp(String name, String why) {
            told.add("gave up: " + why);
        }
    }
}
