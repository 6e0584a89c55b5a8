package dev.fedmoe.local.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Downloads and unpacks a Debian package without being root and without touching the system's package lists. */
final class DebianPackages implements PackageSource {
    private static final Duration UPDATE = Duration.ofMinutes(3);
    private static final Duration DOWNLOAD = Duration.ofMinutes(3);
    private static final Duration UNPACK = Duration.ofMinutes(1);

    @Override
    public void unpack(String name, Path target) throws IOException {
        Path work = Files.createTempDirectory(target.toAbsolutePath().getParent(), name + ".");
        try {
            Path archive = download(name, work);
            Path unpacked = Files.createDirectory(work.resolve("unpacked"));
            run(work, UNPACK, List.of("dpkg-deb", "-x", archive.toString(), unpacked.toString()));
            delete(target);
            Files.move(unpacked, target);
        } finally {
            delete(work);
        }
    }

    private Path download(String name, Path work) throws IOException {
        try {
            run(work, DOWNLOAD, List.of("apt-get", "-q", "download", name));
        } catch (IOException systemListsFailed) {
            // A fresh machine has no package lists yet, and only root may make them: use lists of our own.
            List<String> apt = withOwnLists(work);
            run(work, UPDATE, with(apt, "update"));
            run(work, DOWNLOAD, with(apt, "download", name));
        }
        return archive(work).orElseThrow(() -> new IOException("apt-get left no archive of " + name));
    }

    private static List<String> withOwnLists(Path work) throws IOException {
        Files.createDirectories(work.resolve("lists/partial"));
        Files.createDirectories(work.resolve("cache/archives/partial"));
        return List.of(
                "apt-get", "-q",
                "-o", "Dir::State::Lists=" + work.resolve("lists"),
                "-o", "Dir::Cache=" + work.resolve("cache"),
                "-o", "APT::Sandbox::User=",
                "-o", "Acquire::http::Timeout=20",
                "-o", "Acquire::Languages=none");
    }

    private static List<String> with(List<String> command, String... more) {
        var all = new ArrayList<>(command);
        all.addAll(List.of(more));
        return all;
    }

    private static Optional<Path> archive(Path work) throws IOException {
        try (var files = Files.list(work)) {
            return files.filter(file -> file.toString().endsWith(".deb")).findFirst();
        }
    }

    private static void run(Path work, Duration within, List<String> command) throws IOException {
        Path log = work.resolve("log");
        var process = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(within.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(String.join(" ", command) + " took longer than " + within.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + command.get(0), e);
        }
        if (process.exitValue() != 0) {
            throw new IOException(command.get(0) + " failed: " + lastLine(log));
        }
    }

    private static String lastLine(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        return lines.isEmpty() ? "no output" : lines.get(lines.size() - 1);
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (var files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
