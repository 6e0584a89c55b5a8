package dev.fedmoe.cluster.scene;

import dev.fedmoe.cluster.fixture.ShellCommand;
import dev.fedmoe.local.data.FashionMnist;
import dev.fedmoe.local.input.BadInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Scores models with {@code examples/inference}, which shares no code with fedmoe. */
public final class PythonInference {
    private static final Duration MINUTES = Duration.ofMinutes(4);
    private static final ShellCommand SHELL = new ShellCommand(Map.of());
    private static final Pattern ACCURACY = Pattern.compile("accuracy ([0-9.]+)");

    private PythonInference() {}

    /** Of a fetched model on a folder with a test set. */
    public static double accuracy(Path model, Path test) {
        String said = SHELL.run(
                        MINUTES, withNumpy(), "examples/inference/predict.py", model.toString(), test.toString())
                .text();
        var found = ACCURACY.matcher(said);
        if (!found.find()) {
            throw new AssertionError("predict.py states no accuracy: " + said);
        }
        return Double.parseDouble(found.group(1));
    }

    public static String any() {
        return "python3";
    }

    public static Path fashionMnist() {
        try {
            var cache = Path.of(System.getProperty("user.home"), ".cache/fedmoe");
            return new FashionMnist(cache).folder(System.out::println);
        } catch (BadInputException e) {
            throw new AssertionError(e.getMessage(), e);
        }
    }

    /** One that has what predict.py needs; made below target when there is none. */
    private static String withNumpy() {
        Path made = ShellCommand.ROOT.resolve("target/ci-python/bin/python");
        for (String candidate : List.of(made.toString(), any())) {
            boolean there = !candidate.contains("/") || Files.isExecutable(Path.of(candidate));
            if (there
                    && SHELL.run(MINUTES, candidate, "-c", "import numpy, safetensors")
                            .succeeded()) {
                return candidate;
            }
        }
        SHELL.run(MINUTES, any(), "-m", "venv", "target/ci-python").text();
        SHELL.run(
                        MINUTES,
                        made.toString(),
                        "-m",
                        "pip",
                        "install",
                        "-q",
                        "--disable-pip-version-check",
                        "-r",
                        "examples/inference/requirements.txt")
                .text();
        return made.toString();
    }
}
