package dev.fedmoe.coordinator.testing;

import com.google.protobuf.util.JsonFormat;
import dev.fedmoe.protocol.process.TerminationMessage;
import dev.fedmoe.protocol.testing.TestIdentity;
import dev.fedmoe.protocol.v1alpha1.JobSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A coordinator in a process of its own, which may halt at a milestone. */
public final class CoordinatorProcess implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("listening on port (\\d+)");
    private static final long BOUND_SECONDS = 60;

    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final CountDownLatch heard = new CountDownLatch(1);

    private CoordinatorProcess(Process process, TestIdentity identity, CoordinatorLocator rendezvous) {
        this.process = process;
        var reader = new Thread(() -> read(identity, rendezvous), "coordinator-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts it; the rendezvous opens once it listens and closes when it ends. */
    public static CoordinatorProcess start(
            JobSettings job, Path volume, TestIdentity identity, CoordinatorLocator rendezvous, String kind, int nth)
            throws IOException {
        return start(job, volume, identity, rendezvous, List.of(kind, Integer.toString(nth), "--linger", "0"));
    }

    /** Starts one that halts nowhere and stays. What it says when it ends is in {@code last-words} beside the volume. */
    public static CoordinatorProcess staying(
            JobSettings job, Path volume, TestIdentity identity, CoordinatorLocator rendezvous) throws IOException {
        return start(job, volume, identity, rendezvous, List.of("ANY", "0", "--stay"));
    }

    private static CoordinatorProcess start(
            JobSettings job, Path volume, TestIdentity identity, CoordinatorLocator rendezvous, List<String> words)
            throws IOException {
        Path settings = volume.resolveSibling("job.json");
        Files.writeString(settings, JsonFormat.printer().print(job));
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                CrashingMain.class.getName()));
        command.addAll(words);
        command.addAll(List.of("--settings", settings.toString(), "--volume", volume.toString()));
        command.addAll(List.of("--listen", "127.0.0.1:0"));
        command.addAll(List.of("--tls-cert", identity.file("tls.crt").toString()));
        command.addAll(List.of("--tls-key", identity.file("tls.key").toString()));
        command.addAll(List.of("--token-keys", identity.file("jwks.json").toString()));
        command.addAll(List.of("--token-issuer", TestIdentity.ISSUER, "--token-audience", TestIdentity.AUDIENCE));
        command.addAll(List.of("--control-subject", TestIdentity.CONTROL));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .put(
                        TerminationMessage.VARIABLE,
                        volume.resolveSibling("last-words").toString());
        var process = builder.start();
        return new CoordinatorProcess(process, identity, rendezvous);
    }

    /** The exit code; fails when it does not end within a minute. */
    public int await() throws InterruptedException {
        if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the coordinator did not end:\n" + String.join("\n", output));
        }
        heard.await(BOUND_SECONDS, TimeUnit.SECONDS);
        return process.exitValue();
    }

    /** Tells it to end, as Kubernetes does. */
    public void terminate() {
        // Process.destroy would close its output too.
        process.toHandle().destroy();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public List<String> output() {
        return output;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void read(TestIdentity identity, CoordinatorLocator rendezvous) {
        try (var lines = process.inputReader()) {
            String line = lines.readLine();
            while (line != null) {
                output.add(line);
                var match = LISTENING.matcher(line);
                if (match.find()) {
                    rendezvous.open(identity.endpoint(Integer.parseInt(match.group(1))));
                }
                line = lines.readLine();
            }
        } catch (IOException ended) {
            output.add("output ended: " + ended.getMessage());
        } finally {
            rendezvous.close();
            heard.countDown();
        }
    }
}
