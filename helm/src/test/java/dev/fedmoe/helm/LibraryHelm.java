package dev.fedmoe.helm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Helm 3, in this process. The library renders no hooks: it is given a copy of the chart in which none is marked as one. */
final class LibraryHelm implements HelmRenderer {
    private static final String HOOK = "helm.sh/hook";
    private static final String UNMARKED = "no-" + HOOK;
    private static final Path COPY = copy();

    @Override
    public Rendering template(Path values) {
        try {
            var text = new com.marcnuri.helm.Helm(COPY)
                    .template()
                    .withName(RELEASE)
                    .withNamespace(NAMESPACE)
                    .withKubeVersion(KUBERNETES)
                    .withValuesFile(values)
                    .call();
            return new Rendering(text.replace(UNMARKED, HOOK), "");
        } catch (IllegalStateException e) {
            return new Rendering("", String.valueOf(e.getMessage()));
        }
    }

    /** What the user reads after an install. */
    static String notes(Path values) {
        var output = new com.marcnuri.helm.Helm(CHART)
                .install()
                .withName(RELEASE)
                .withNamespace(NAMESPACE)
                .withKubeVersion(KUBERNETES)
                .clientOnly()
                .dryRun()
                .withValuesFile(values)
                .call()
                .getOutput();
        return output.substring(output.indexOf("\nNOTES:\n") + "\nNOTES:\n".length());
    }

    private static Path copy() {
        try (var files = Files.walk(CHART)) {
            var target = Files.createTempDirectory("chart").resolve("fedmoe");
            for (var file : files.toList()) {
                var to = target.resolve(CHART.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.writeString(to, Files.readString(file).replace(HOOK, UNMARKED));
                }
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "Helm 3";
    }
}
