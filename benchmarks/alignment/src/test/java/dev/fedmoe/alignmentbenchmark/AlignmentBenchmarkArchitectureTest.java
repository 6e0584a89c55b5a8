package dev.fedmoe.alignmentbenchmark;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.fedmoe.protocol.testing.HouseRules;
import org.junit.jupiter.api.Test;

/** The house rules for this room. */
class AlignmentBenchmarkArchitectureTest {
    private static final String ROOT = "dev.fedmoe.alignmentbenchmark";
    private static final JavaClasses ROOM = HouseRules.room(ROOT);

    @Test
    void packagesHaveNoCycles() {
        HouseRules.packagesHaveNoCycles(ROOT, ROOM);
    }

    @Test
    void namesSayWhatThingsAre() {
        HouseRules.namesSayWhatThingsAre(ROOM);
    }

    @Test
    void resultsGoThroughTheCommandLine() {
        HouseRules.onlyMainsPrint(ROOM);
    }
}
