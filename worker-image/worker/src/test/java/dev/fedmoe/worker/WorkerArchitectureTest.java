package dev.fedmoe.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import ai.djl.ndarray.NDArray;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import dev.fedmoe.testing.architecture.HouseRules;
import dev.fedmoe.testing.architecture.Room;
import org.junit.jupiter.api.Test;

/** Holds this room to the rules of the house, and tensors to tensors. */
class WorkerArchitectureTest extends HouseRules {
    WorkerArchitectureTest() {
        super(Room.at("dev.fedmoe.worker"));
    }

    @Test
    void dataKnowsNoTensorLibrary() {
        knowsNothingOf(new String[] {"..worker.data.."}, "ai.djl..", "..worker.model..", "io.grpc..");
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
