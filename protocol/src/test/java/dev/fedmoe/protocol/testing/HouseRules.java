package dev.fedmoe.protocol.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** Rules that hold in every room. */
public final class HouseRules {
    private HouseRules() {}

    /** The room's own classes, without its tests. */
    public static JavaClasses room(String root) {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(root);
    }

    public static void packagesHaveNoCycles(String root, JavaClasses room) {
        slices().matching(root + ".(**)").should().beFreeOfCycles().check(room);
    }

    public static void namesSayWhatThingsAre(JavaClasses room) {
        noClasses()
                .should()
                .haveNameMatching(".*\\.(\\w*(Util|Utils|Helper|Manager|Common|Impl)|Base[A-Z]\\w*)")
                .check(room);
    }

    public static void onlyMainsPrint(JavaClasses room) {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Main")
                .should(ACCESS_STANDARD_STREAMS)
                .check(room);
    }
}
