package dev.fedmoe.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts the local runner as a user does, as a process of its own, and ends all that are left. */
final class LauncherExtension implements AutoCloseable {
    private final List<LauncherProcess> started = new ArrayList<>();

    /** In the folder's manifests, data and runs. */
    LauncherProcess start(Path folder, String... options) throws IOException {
        var words = new ArrayList<>(List.of(
                folder.resolve("manifests").toString(),
                "--data",
                folder.resolve("data").toString(),
                "--runs",
                folder.resolve("runs").toString()));
        words.addAll(List.of(options));
        return startPlain(folder, words.toArray(String[]::new));
    }

    LauncherProcess startPlain(Path folder, String... words) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dstdout.encoding=UTF-8",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                LocalMain.class.getName()));
        command.addAll(List.of(words));
        Path output = folder.resolve("output-" + started.size());
        var launcher = new LauncherProcess(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start(),
                output);
        started.add(launcher);
        return launcher;
    }

    @Override
    public void close() {
        started.forEach(LauncherProcess::destroy);
    }
}
