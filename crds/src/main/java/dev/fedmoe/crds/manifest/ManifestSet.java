package dev.fedmoe.crds.manifest;

import dev.fedmoe.crds.job.FederatedMoEJob;
import dev.fedmoe.crds.pool.EdgeClientPool;
import io.fabric8.kubernetes.api.model.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The objects of some manifests, valid and with their defaults.
 *
 * @param pools in the order read, as jobs and nodes
 */
public record ManifestSet(List<EdgeClientPool> pools, List<FederatedMoEJob> jobs, List<Node> nodes) {
    public ManifestSet {
        pools = List.copyOf(pools);
        jobs = List.copyOf(jobs);
        nodes = List.copyOf(nodes);
    }

    /** What came of reading. */
    public sealed interface Reading {}

    /** All documents are as the API server would take them. */
    public record Accepted(ManifestSet manifests) implements Reading {}

    /** At least one is not; all problems found, in reading order. Nothing of such manifests should be started. */
    public record Rejected(List<ManifestProblem> problems) implements Reading {
        public Rejected {
            problems = List.copyOf(problems);
        }
    }

    /** The pool of a job; there is one, or the job would have been refused. */
    public EdgeClientPool poolOf(FederatedMoEJob job) {
        return pools.stream()
                .filter(p -> ManifestValidator.key(p).equals(ManifestValidator.key(job, job.getSpec().poolRef.name)))
                .findFirst()
                .orElseThrow();
    }

    /** Reads files, and the *.yaml and *.yml of folders, not their subfolders. */
    public static Reading read(List<Path> paths) {
        var problems = new ArrayList<ManifestProblem>();
        var documents = ManifestFiles.documents(paths, problems);
        var reader = new ManifestValidator(problems);
        documents.forEach(reader::read);
        return reader.finish();
    }
}
