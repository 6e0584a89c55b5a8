package dev.fedmoe.alignmentbenchmark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The house rules for this room. */
class HouseTest {
    private static final JavaClasses BENCHMARK = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.fedmoe.alignmentbenchmark");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.fedmoe.alignmentbenchmark.(**)")
                .should()
                .beFreeOfCycles()
                .check(BENCHMARK);
    }

    @Test
    void namesSayWhatThingsAre() {
        noClasses()
                .should()
                .haveNameMatching(".*\\.(\\w*(Util|Utils|Helper|Manager|Common|Impl)|Base[A-Z]\\w*)")
                .check(BENCHMARK);
    }

    @Test
    void resultsGoThroughTheCommandLine() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Main")
                .should(ACCESS_STANDARD_STREAMS)
                .check(BENCHMARK);
    }
}
