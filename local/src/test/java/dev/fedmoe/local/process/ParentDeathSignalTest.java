package dev.fedmoe.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.testing.RealParts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@RealParts
class ParentDeathSignalTest {
    /** Stands for a launcher: starts a child on a leash, tells its process id and waits. */
    public static final class ParentMain {
        private ParentMain() {}

        public static void main(String[] arguments) throws Exception {
            var command = new ArrayList<>(ParentDeathSignal.prefix());
            command.addAll(List.of("sleep", "60"));
            Process child = new ProcessBuilder(command).start();
            // The leash holds from the moment the command itself runs.
            while (!Files.readString(Path.of("/proc/" + child.pid() + "/comm"))
                    .strip()
                    .equals("sleep")) {
                Thread.onSpinWait();
            }
            System.out.println(child.pid());
            child.waitFor();
        }
    }

    @Test
    void aChildDiesWithItsParentEvenBySigkill() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ParentMain.class.getName())
                .start();
        long pid = Long.parseLong(parent.inputReader().readLine());
        ProcessHandle child = ProcessHandle.of(pid).orElseThrow();

        parent.destroyForcibly();

        child.onExit().get(20, TimeUnit.SECONDS);
        assertThat(child.isAlive()).isFalse();
    }
}
