package dev.fedmoe.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The house rules for this room. */
class HouseTest {
    private static final JavaClasses BENCHMARKS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.fedmoe.benchmarks");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.fedmoe.benchmarks.(**)")
                .should()
                .beFreeOfCycles()
                .check(BENCHMARKS);
    }

    @Test
    void namesSayWhatThingsAre() {
        noClasses()
                .should()
                .haveNameMatching(".*\\.(\\w*(Util|Utils|Helper|Manager|Common|Impl)|Base[A-Z]\\w*)")
                .check(BENCHMARKS);
    }

    @Test
    void resultsGoThroughTheCommandLine() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Main")
                .should(ACCESS_STANDARD_STREAMS)
                .check(BENCHMARKS);
    }
}
