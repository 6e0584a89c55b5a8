package dev.fedmoe.helm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Renders the chart as release fedmoe in namespace fedmoe-system. */
interface HelmRenderer {
    Path CHART = Path.of("fedmoe");
    String RELEASE = "fedmoe";
    String NAMESPACE = "fedmoe-system";
    String KUBERNETES = "1.35.0";

    /** What Helm prints, or what it says of values it refuses. */
    Rendering template(Path values) throws Exception;

    /** Either text, hooks included, or refusal is empty. */
    record Rendering(String text, String refusal) {}

    /** Helm 3 as a library, always; a helm on this machine beside it, which is Helm 4 where the test cluster's tools are. */
    static List<HelmRenderer> all() {
        var all = new ArrayList<HelmRenderer>(List.of(new LibraryHelm()));
        binaries().filter(Files::isExecutable).findFirst().ifPresent(b -> all.add(new BinaryHelm(b)));
        return all;
    }

    private static Stream<Path> binaries() {
        var cache = System.getenv("XDG_CACHE_HOME") == null
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(System.getenv("XDG_CACHE_HOME"));
        return Stream.concat(
                Stream.of(cache.resolve("testcluster/bin/helm")),
                Stream.of(System.getenv("PATH").split(":", -1)).map(folder -> Path.of(folder, "helm")));
    }
}
