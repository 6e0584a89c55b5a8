package dev.fedmoe.cluster.suite;

import dev.fedmoe.cluster.fixture.Cluster;
import dev.fedmoe.cluster.fixture.Found;
import dev.fedmoe.cluster.fixture.LocalDisks;
import dev.fedmoe.cluster.fixture.Machines;
import dev.fedmoe.cluster.fixture.OperatorRelease;
import dev.fedmoe.cluster.fixture.Shell;
import dev.fedmoe.cluster.scene.Shards;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** Everything that is made once for all test classes, and taken down at the end. */
final class Suite implements AutoCloseable {
    private static final Duration IMAGES = Duration.ofMinutes(10);

    private final Found found;
    private final @Nullable LocalDisks disks;
    private @Nullable OperatorRelease operator;
    private @Nullable AssertionError notInstalled;

    private Suite(Found found, @Nullable LocalDisks disks) {
        this.found = found;
        this.disks = disks;
    }

    static Suite begin() {
        var found = Found.search();
        if (found instanceof Found.None none) {
            Found.mark("SKIPPED: " + none.why());
            return new Suite(found, null);
        }
        var cluster = ((Found.Ready) found).cluster();
        Optional<LocalDisks> disks = cluster.machines()
                .map(m -> LocalDisks.serve(
                        cluster.client(),
                        m.auditLog().resolveSibling("../disks").normalize()));
        Found.mark("run on " + cluster.description());
        return new Suite(found, disks.orElse(null));
    }

    /** Empty when there is a cluster, else why there is none. */
    String missing() {
        return found instanceof Found.None none ? none.why() : "";
    }

    Cluster cluster() {
        return ((Found.Ready) found).cluster();
    }

    Shards shards() {
        return Shards.of(cluster());
    }

    /** Installed when first asked for, so that tests of the fixture itself need no operator; tried once. */
    OperatorRelease operator() {
        var before = notInstalled;
        if (before != null) {
            throw new AssertionError("the operator could not be installed: see the first test that needed it", before);
        }
        var present = operator;
        return present != null ? present : install();
    }

    private OperatorRelease install() {
        try {
            if (!Boolean.getBoolean("cluster.loaded")) {
                cluster().machines().ifPresent(Suite::load);
            }
            var installed = OperatorRelease.install(cluster());
            operator = installed;
            return installed;
        } catch (AssertionError | ConditionTimeoutException failure) {
            notInstalled = new AssertionError(failure.getMessage(), failure);
            throw failure;
        }
    }

    private static void load(Machines machines) {
        var archives = OperatorRelease.archives();
        if (Files.isExecutable(Shell.ROOT.resolve(".ci/images"))) {
            new Shell(Map.of()).run(IMAGES, ".ci/images").text();
        }
        for (Path archive : archives) {
            if (!Files.isReadable(archive)) {
                throw new AssertionError(archive + " is missing. Maybe run .ci/images.");
            }
        }
        machines.load(archives.toArray(Path[]::new));
    }

    @Override
    public void close() {
        if (disks != null) {
            disks.close();
        }
        if (found instanceof Found.Ready ready) {
            ready.cluster().close();
            ready.closing().run();
        }
    }
}
