package dev.fedmoe.coordinator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class CoordinatorArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.fedmoe.coordinator");

    @Test
    void packages_have_no_cycles() {
        slices().matching("dev.fedmoe.coordinator.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    @Test
    void names_say_what_a_class_is() {
        noClasses()
                .should()
                .haveNameMatching(".*\\.([A-Za-z]*(Utils?|Helper|Manager|Common|Impl)|Base[A-Z]\\w*)")
                .check(CLASSES);
    }

    @Test
    void only_mains_use_the_standard_streams() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Main")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    @Test
    void it_knows_neither_training_nor_kubernetes() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.djl..", "io.fabric8..", "io.javaoperatorsdk..", "dev.fedmoe.worker..")
                .check(CLASSES);
    }
}
