package dev.fedmoe.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A running local runner. Every wait is bounded. */
record LauncherProcess(Process process, Path outputFile) {
    private static final Duration BOUND = Duration.ofMinutes(3);

    int exitCode() throws InterruptedException {
        if (!process.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + BOUND.toSeconds() + " s");
        }
        return process.exitValue();
    }

    String output() throws IOException {
        return Files.readString(outputFile);
    }

    void awaitLine(String pattern) throws Exception {
        Pattern wanted = Pattern.compile(pattern);
        long deadline = System.nanoTime() + BOUND.toNanos();
        while (!wanted.matcher(output()).find()) {
            if (System.nanoTime() > deadline || process.waitFor(20, TimeUnit.MILLISECONDS)) {
                throw new AssertionError("no '" + pattern + "' in:\n" + output());
            }
        }
    }

    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    /** The living child whose command line has this in it. */
    ProcessHandle child(String part) {
        return process.descendants()
                .filter(child -> commandLine(child).contains(part))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no child with " + part));
    }

    /** As Ctrl-C does. */
    void interrupt() throws Exception {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor(5, TimeUnit.SECONDS);
    }

    void destroy() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** {@link ProcessHandle.Info} cuts long command lines. */
    private static String commandLine(ProcessHandle child) {
        try {
            return Files.readString(Path.of("/proc/" + child.pid() + "/cmdline"))
                    .replace('\0', ' ');
        } catch (IOException gone) {
            return "";
        }
    }
}
