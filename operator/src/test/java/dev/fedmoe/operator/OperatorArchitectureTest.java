package dev.fedmoe.operator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OperatorArchitectureTest {
    private static final Set<String> WRITES = Set.of(
            "create",
            "createOr",
            "createOrReplace",
            "update",
            "updateStatus",
            "replace",
            "replaceStatus",
            "patch",
            "patchStatus",
            "edit",
            "editStatus",
            "accept",
            "serverSideApply",
            "delete",
            "scale",
            "evict",
            "tokenRequest");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.fedmoe.operator");

    @Test
    void packagesFormNoCycle() {
        slices().matching("dev.fedmoe.operator.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Utils?|Helper|Manager|Common|Impl)$|.*\\.Base[A-Z].*")
                .check(CLASSES);
    }

    @Test
    void onlyMainsPrint() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Main")
                .should(ACCESS_STANDARD_STREAMS)
                .check(CLASSES);
    }

    @Test
    void onlyFourPackagesWriteToTheApi() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "..operator.apply..",
                        "..operator.announce..",
                        "..operator.identity..",
                        "..operator.leadership..")
                .should()
                .accessTargetWhere(aWriteOfTheKubernetesClient())
                .because("a write must not go past leadership")
                .check(CLASSES);
    }

    private static DescribedPredicate<JavaAccess<?>> aWriteOfTheKubernetesClient() {
        return DescribedPredicate.describe(
                "a write of the Kubernetes client",
                access -> (access.getTargetOwner().getPackageName().startsWith("io.fabric8.kubernetes.client")
                                && WRITES.contains(access.getTarget().getName()))
                        || (access.getTarget().getName().equals("raw")
                                && access.getTarget().getFullName().contains("java.lang.String, java.lang.String")));
    }
}
