package dev.fedmoe.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.controlplane.job.JobTranslation;
import dev.fedmoe.controlplane.job.JobTranslation.Translated;
import dev.fedmoe.controlplane.placement.PlacementGatherer;
import dev.fedmoe.controlplane.placement.PlacementGatherer.WantedJob;
import dev.fedmoe.core.placement.PlacementProblem.Standing;
import dev.fedmoe.core.placement.StickyPlacer;
import dev.fedmoe.crds.manifest.ManifestSet;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The manifests a newcomer runs first. */
class QuickstartManifestsTest {
    private static final Path FOLDER = Path.of("../examples/01-quickstart");

    @Test
    void eightNodesOfferEighteenSlotsAndEveryExpertGetsTwoHolders() {
        var read = (ManifestSet.Accepted) ManifestSet.read(List.of(FOLDER));
        var manifests = read.manifests();
        var job = manifests.jobs().get(0);
        var pool = manifests.poolOf(job);

        var clients = PlacementGatherer.clients(pool, manifests.nodes());
        var wanted = new WantedJob(job, (Translated) JobTranslation.of(job), Standing.NEW);
        var problem = PlacementGatherer.problem(pool, clients, List.of(wanted));
        var slots = problem.clients().stream()
                .map(c -> PlacementGatherer.slots(c, problem.jobs().get(0)).count())
                .toList();

        assertThat(problem.clients())
                .extracting(c -> c.name())
                .startsWith("cameras-camera-1")
                .hasSize(8);
        assertThat(slots).containsExactly(1, 2, 2, 1, 2, 2, 4, 4);
        assertThat(problem.jobs().get(0).demand().slots()).isEqualTo(16);
        assertThat(job.getSpec().evaluation).isNotNull();

        var placement = new StickyPlacer().place(problem).job("fashion");
        assertThat(placement.shortage()).isEmpty();
        assertThat(placement.slots()).isEqualTo(18);
    }
}
