package dev.fedmoe.protocol;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.junit.jupiter.api.Test;

/** The house rules a compiler does not know. */
class ProtocolArchitectureTest {
    private final JavaClasses ours = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.fedmoe.protocol")
            .that(DescribedPredicate.not(JavaClass.Predicates.resideInAPackage("dev.fedmoe.protocol.v1alpha1..")));

    @Test
    void packages_form_no_cycle() {
        slices().matching("dev.fedmoe.protocol.(*)..").should().beFreeOfCycles().check(ours);
    }

    @Test
    void names_say_what_a_class_is() {
        noClasses()
                .should()
                .haveNameMatching(".*\\.(.*(Utils?|Helper|Manager|Common|Impl)|Base[A-Z].*)")
                .check(ours);
    }

    @Test
    void nothing_prints_to_standard_streams() {
        GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(ours);
    }

    @Test
    void the_wire_knows_neither_kubernetes_nor_training() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.fabric8..", "ai.djl..", "dev.fedmoe.coordinator..", "dev.fedmoe.worker..")
                .check(ours);
    }
}
