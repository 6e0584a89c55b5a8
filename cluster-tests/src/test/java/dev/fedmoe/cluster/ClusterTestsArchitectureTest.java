package dev.fedmoe.cluster;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The walls of this module; needs no cluster. */
@Order(0)
class ClusterTestsArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages("dev.fedmoe.cluster");

    @Test
    void packagesFormNoCycle() {
        slices().matching("dev.fedmoe.cluster.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveNameMatching(".*\\.(\\w*(Util|Utils|Helper|Manager|Common|Impl)|Base[A-Z]\\w*)")
                .check(CLASSES);
    }

    @Test
    void theFixtureKnowsNoTest() {
        noClasses()
                .that()
                .resideInAPackage("dev.fedmoe.cluster.fixture..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.fedmoe.cluster.scene..", "dev.fedmoe.cluster.suite..", "dev.fedmoe.cluster.load..")
                .check(CLASSES);
    }
}
