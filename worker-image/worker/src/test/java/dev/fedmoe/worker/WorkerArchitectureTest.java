package dev.fedmoe.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import ai.djl.ndarray.NDArray;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.junit.jupiter.api.Test;

class WorkerArchitectureTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.fedmoe.worker");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.fedmoe.worker.(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void namesSayWhatThingsAre() {
        noClasses()
                .should()
                .haveNameMatching(".*\\.(\\w*(Utils?|Helper|Manager|Common|Impl)|Base\\w*)")
                .check(classes);
    }

    @Test
    void onlyMainsPrint() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Main")
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .check(classes);
    }

    @Test
    void dataKnowsNoTensorLibrary() {
        noClasses()
                .that()
                .resideInAPackage("..worker.data..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.djl..", "..worker.model..", "io.grpc..")
                .check(classes);
    }

    /** An operation of a tensor on a Number frees its operand before the backward pass reads it. */
    @Test
    void tensorsMeetOnlyTensors() {
        noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "an operation of NDArray on a Number", WorkerArchitectureTest::onNumber))
                .check(classes);
    }

    private static boolean onNumber(JavaMethodCall call) {
        return call.getTargetOwner().isAssignableTo(NDArray.class)
                && call.getTarget().getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Number.class));
    }
}
