package dev.fedmoe.helm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A helm on this machine. */
record BinaryHelm(Path binary) implements HelmRenderer {
    private static final int PATIENCE_SECONDS = 60;

    @Override
    public Rendering template(Path values) throws IOException, InterruptedException {
        var out = Files.createTempFile("rendered", ".yaml");
        var err = Files.createTempFile("refused", ".txt");
        try {
            return template(values, out, err);
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private Rendering template(Path values, Path out, Path err) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        binary.toString(),
                        "template",
                        RELEASE,
                        CHART.toString(),
                        "--namespace=" + NAMESPACE,
                        "--kube-version=" + KUBERNETES,
                        "--values=" + values)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(binary + " has not answered for " + PATIENCE_SECONDS + " s");
        }
        return process.exitValue() == 0
                ? new Rendering(Files.readString(out, StandardCharsets.UTF_8), "")
                : new Rendering("", Files.readString(err, StandardCharsets.UTF_8));
    }
}
