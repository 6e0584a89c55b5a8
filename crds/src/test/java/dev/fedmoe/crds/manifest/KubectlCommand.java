package dev.fedmoe.crds.manifest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** kubectl with the cluster that KUBECONFIG names. */
final class KubectlCommand {
    private static final int PATIENCE_SECONDS = 60;

    /** What a command printed, to either stream. */
    record Answer(int status, String words) {}

    private KubectlCommand() {}

    static Answer run(String input, String... arguments) throws IOException, InterruptedException {
        var in = Files.createTempFile("manifest", ".yaml");
        var out = Files.createTempFile("answer", ".txt");
        try {
            return run(Files.writeString(in, input), out, arguments);
        } finally {
            Files.delete(in);
            Files.delete(out);
        }
    }

    private static Answer run(Path in, Path out, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("kubectl", "--request-timeout=20s"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectErrorStream(true)
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(command + " has not ended for " + PATIENCE_SECONDS + " s");
        }
        return new Answer(process.exitValue(), Files.readString(out).strip());
    }
}
