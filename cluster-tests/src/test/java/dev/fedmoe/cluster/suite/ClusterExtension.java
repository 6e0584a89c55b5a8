package dev.fedmoe.cluster.suite;

import dev.fedmoe.cluster.fixture.OperatorRelease;
import dev.fedmoe.cluster.fixture.TestCluster;
import dev.fedmoe.cluster.scene.ClusterNamespace;
import dev.fedmoe.cluster.scene.FailureDiagnostics;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** Gives test methods their cluster, their operator, and a plant of their class's own; explains what fails. */
final class ClusterExtension
        implements ExecutionCondition, ParameterResolver, AfterTestExecutionCallback, AfterEachCallback {
    private static final Namespace STORE = Namespace.create(ClusterExtension.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        var suite = suite(context);
        if (!suite.missing().isEmpty()) {
            return ConditionEvaluationResult.disabled("no cluster: " + suite.missing());
        }
        boolean needs = AnnotationSupport.isAnnotated(context.getElement(), NeedsMachines.class);
        if (needs && suite.cluster().machines().isEmpty()) {
            String why = "needs .ci/cluster, whose machines it stops; this cluster is "
                    + suite.cluster().description();
            System.err.println("==== cluster-tests: SKIPPED " + context.getDisplayName() + ": " + why);
            return ConditionEvaluationResult.disabled(why);
        }
        return ConditionEvaluationResult.enabled("a cluster is there");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == TestCluster.class || type == OperatorRelease.class || type == ClusterNamespace.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        if (type == TestCluster.class) {
            return suite(context).cluster();
        }
        return type == OperatorRelease.class ? suite(context).operator() : plant(context);
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        context.getExecutionException()
                .ifPresent(failure -> FailureDiagnostics.print(
                        suite(context).cluster(),
                        context.getDisplayName(),
                        Optional.ofNullable(classStore(context).get(ClusterNamespace.class, ClusterNamespace.class))));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Optional.ofNullable(classStore(context).get(ClusterNamespace.class, ClusterNamespace.class))
                .ifPresent(ClusterNamespace::endJobs);
    }

    /** Comes with an operator that watches it. */
    private static ClusterNamespace plant(ExtensionContext context) {
        suite(context).operator();
        return classStore(context)
                .getOrComputeIfAbsent(
                        ClusterNamespace.class,
                        k -> ClusterNamespace.named(
                                suite(context).cluster(), suite(context).shards(), context.getRequiredTestClass()),
                        ClusterNamespace.class);
    }

    /** A plant lives as long as its test class: its namespace goes when the class is done. */
    private static ExtensionContext.Store classStore(ExtensionContext context) {
        var of = context.getTestMethod().isPresent() ? context.getParent().orElseThrow() : context;
        return of.getStore(STORE);
    }

    private static ClusterSuite suite(ExtensionContext context) {
        return context.getRoot()
                .getStore(STORE)
                .getOrComputeIfAbsent(ClusterSuite.class, k -> ClusterSuite.begin(), ClusterSuite.class);
    }
}
