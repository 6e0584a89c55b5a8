package dev.fedmoe.cluster.suite;

import dev.fedmoe.cluster.fixture.ClusterDiscovery;
import dev.fedmoe.cluster.fixture.LocalPathProvisioner;
import dev.fedmoe.cluster.fixture.NodeMachines;
import dev.fedmoe.cluster.fixture.OperatorRelease;
import dev.fedmoe.cluster.fixture.ShellCommand;
import dev.fedmoe.cluster.fixture.TestCluster;
import dev.fedmoe.cluster.scene.DatasetShards;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/** Everything that is made once for all test classes, and taken down at the end. */
final class ClusterSuite implements AutoCloseable {
    private static final Duration IMAGES = Duration.ofMinutes(10);

    private final ClusterDiscovery found;
    private final @Nullable LocalPathProvisioner disks;
    private @Nullable OperatorRelease operator;
    private @Nullable AssertionError notInstalled;

    private ClusterSuite(ClusterDiscovery found, @Nullable LocalPathProvisioner disks) {
        this.found = found;
        this.disks = disks;
    }

    static ClusterSuite begin() {
        var found = ClusterDiscovery.search();
        if (found instanceof ClusterDiscovery.None none) {
            ClusterDiscovery.mark("SKIPPED: " + none.why());
            return new ClusterSuite(found, null);
        }
        var cluster = ((ClusterDiscovery.Ready) found).cluster();
        Optional<LocalPathProvisioner> disks = cluster.machines()
                .map(m -> LocalPathProvisioner.serve(
                        cluster.client(),
                        m.auditLog().resolveSibling("../disks").normalize()));
        ClusterDiscovery.mark("run on " + cluster.description());
        return new ClusterSuite(found, disks.orElse(null));
    }

    /** Empty when there is a cluster, else why there is none. */
    String missing() {
        return found instanceof ClusterDiscovery.None none ? none.why() : "";
    }

    TestCluster cluster() {
        return ((ClusterDiscovery.Ready) found).cluster();
    }

    DatasetShards shards() {
        return DatasetShards.of(cluster());
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
                cluster().machines().ifPresent(ClusterSuite::load);
            }
            var installed = OperatorRelease.install(cluster());
            operator = installed;
            return installed;
        } catch (AssertionError | ConditionTimeoutException failure) {
            notInstalled = new AssertionError(failure.getMessage(), failure);
            throw failure;
        }
    }

    private static void load(NodeMachines machines) {
        var archives = OperatorRelease.archives();
        if (Files.isExecutable(ShellCommand.ROOT.resolve(".ci/images"))) {
            new ShellCommand(Map.of()).run(IMAGES, ".ci/images").text();
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
        if (found instanceof ClusterDiscovery.Ready ready) {
            ready.cluster().close();
            ready.closing().run();
        }
    }
}
