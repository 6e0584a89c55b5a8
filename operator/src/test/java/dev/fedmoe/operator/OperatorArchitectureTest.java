package dev.fedmoe.operator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import dev.fedmoe.testing.architecture.HouseRules;
import dev.fedmoe.testing.architecture.Room;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Holds this room to the rules of the house, and writes to the packages that know who leads. */
class OperatorArchitectureTest extends HouseRules {
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

    OperatorArchitectureTest() {
        super(Room.at("dev.fedmoe.operator"));
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
                .check(classes);
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
