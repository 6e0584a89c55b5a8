package dev.fedmoe.operator.naming;

import dev.fedmoe.crds.job.FederatedMoEJob;
import java.util.Map;
import java.util.TreeMap;

/** Labels of what the operator owns. The checkpoint claim carries none of the job's: it may outlive it. */
public final class OwnedLabels {
    public static final String JOB = "fedmoe.dev/job";
    public static final String CLIENT = "fedmoe.dev/client";
    public static final String POOL = "fedmoe.dev/pool";
    public static final String COMPONENT = "app.kubernetes.io/component";
    public static final String MANAGED_BY = "app.kubernetes.io/managed-by";
    public static final String OPERATOR = "fedmoe-operator";

    /** On worker pods: slots it has been given, a decimal number. */
    public static final String SLOTS = "fedmoe.dev/slots";

    /** Annotation: the job's full name, where labels shorten it. */
    public static final String JOB_NAME = "fedmoe.dev/job-name";

    /** Annotation of the checkpoint claim: metadata.uid of the job whose training it keeps. */
    public static final String JOB_UID = "fedmoe.dev/job-uid";

    /** Annotations of worker pods: full names of client and node. */
    public static final String CLIENT_NAME = "fedmoe.dev/client-name";

    public static final String NODE_NAME = "fedmoe.dev/node-name";

    /** Annotation of worker pods: fingerprint of the spec they were made from. Pods cannot be changed, only made anew. */
    public static final String SHAPE = "fedmoe.dev/shape";

    private static final int LONGEST_VALUE = 63;

    private OwnedLabels() {}

    /** Values of {@link #COMPONENT}. */
    public enum Component {
        coordinator,
        worker,
        evaluator
    }

    /** A name as the value of a label. */
    public static String value(String name) {
        return OwnedNames.shortened(name, LONGEST_VALUE);
    }

    /** What selects pods; part of a StatefulSet that can never change. */
    public static Map<String, String> selector(FederatedMoEJob job, Component component) {
        return new TreeMap<>(Map.of(JOB, value(job.getMetadata().getName()), COMPONENT, component.name()));
    }

    public static Map<String, String> of(FederatedMoEJob job, Component component) {
        var name = value(job.getMetadata().getName());
        return new TreeMap<>(Map.of(
                JOB,
                name,
                COMPONENT,
                component.name(),
                MANAGED_BY,
                OPERATOR,
                "app.kubernetes.io/name",
                "fedmoe",
                "app.kubernetes.io/instance",
                name));
    }
}
