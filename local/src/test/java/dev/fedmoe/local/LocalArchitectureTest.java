package dev.fedmoe.local;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The house rules for this room. */
class LocalArchitectureTest {
    private static final JavaClasses LOCAL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.fedmoe.local");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.fedmoe.local.(*)..").should().beFreeOfCycles().check(LOCAL);
    }

    @Test
    void namesSayWhatThingsAre() {
        noClasses()
                .should()
                .haveNameMatching(".*\\.(\\w*(Util|Utils|Helper|Manager|Common|Impl)|Base[A-Z]\\w*)")
                .check(LOCAL);
    }

    @Test
    void onlyTheTerminalWritesToStandardStreams() {
        noClasses()
                .that(DescribedPredicate.not(resideInAPackage("dev.fedmoe.local.terminal..")))
                .should(ACCESS_STANDARD_STREAMS)
                .check(LOCAL);
    }

    @Test
    void splitsReportsAndProcessesKnowNothingOfTheFederation() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.fedmoe.local.split..", "dev.fedmoe.local.process..", "dev.fedmoe.local.report..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.fedmoe.protocol..",
                        "dev.fedmoe.controlplane..",
                        "dev.fedmoe.worker..",
                        "dev.fedmoe.coordinator..")
                .check(LOCAL);
    }
}
