package dev.fedmoe.operator.naming;

import dev.fedmoe.crds.job.FederatedMoEJob;
import java.util.Map;

/** Labels of what the operator owns. The checkpoint claim carries none of the job's: it may outlive it. */
public final class Labels {
    public static final String JOB = "fedmoe.dev/job";
    public static final String CLIENT = "fedmoe.dev/client";
    public static final String POOL = "fedmoe.dev/pool";
    public static final String COMPONENT = "app.kubernetes.io/component";
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    public static final String OPERATOR = "fedmoe-operator";

    /** On worker pods: slots it has been given, a decimal number. */
    public static final String SLOTS = "fedmoe.dev/slots";

    private Labels() {}

    /** Values of {@link #COMPONENT}. */
    public enum Component {
        coordinator,
        worker,
        evaluator
    }

    public static Map<String, String> of(FederatedMoEJob job, Component component) {
        return Map.of(
                JOB,
                job.getMetadata().getName(),
                COMPONENT,
                component.name(),
                MANAGED_BY,
                OPERATOR,
                "app.kubernetes.io/name",
                "fedmoe",
                "app.kubernetes.io/instance",
                job.getMetadata().getName());
    }
}
