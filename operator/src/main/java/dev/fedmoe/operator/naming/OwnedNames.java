package dev.fedmoe.operator.naming;

import dev.fedmoe.controlplane.placement.BoundedName;
import dev.fedmoe.crds.job.FederatedMoEJob;
import java.util.List;

/** Names of what the operator owns; a pure function of the names they come from. */
public final class OwnedNames {
    public static final int COORDINATOR_PORT = 7443;

    private static final int LONGEST = BoundedName.LABEL;

    private OwnedNames() {}

    /** StatefulSet, Service, ServiceAccount, ConfigMap of the coordinator; its pod is the same with {@code -0}. */
    public static String coordinator(FederatedMoEJob job) {
        // A StatefulSet's pods carry a label with its name and a hash of eleven characters.
        return label(job.getMetadata().getName() + "-coordinator", LONGEST - 11);
    }

    public static String certificate(FederatedMoEJob job) {
        return shortened(job.getMetadata().getName() + "-coordinator-tls", LONGEST);
    }

    public static String checkpoints(FederatedMoEJob job) {
        return shortened(job.getMetadata().getName() + "-checkpoints", LONGEST);
    }

    /** ServiceAccount and ConfigMap of the workers. */
    public static String worker(FederatedMoEJob job) {
        return shortened(job.getMetadata().getName() + "-worker", LONGEST);
    }

    /** Pod of one client's worker. */
    public static String worker(FederatedMoEJob job, String client) {
        return shortened(job.getMetadata().getName() + "-" + client, LONGEST);
    }

    public static String evaluator(FederatedMoEJob job) {
        return shortened(job.getMetadata().getName() + "-evaluator", LONGEST);
    }

    /** DNS names of the coordinator's service, the fullest first. */
    public static List<String> hosts(FederatedMoEJob job) {
        String service = coordinator(job) + "." + job.getMetadata().getNamespace() + ".svc";
        return List.of(service + ".cluster.local", service);
    }

    /** Audience of every token for this job's coordinator: a token for one job is worth nothing at another's. */
    public static String audience(FederatedMoEJob job) {
        return "fedmoe.dev/job/" + job.getMetadata().getUid();
    }

    /** Of a Service: no dots, and a letter first. A name that is changed gets a digest, so that two never become one. */
    private static String label(String name, int longest) {
        boolean letter = Character.isLetter(name.charAt(0));
        if (letter && name.indexOf('.') < 0) {
            return shortened(name, longest);
        }
        var digest = "-" + BoundedName.digest(name);
        return shortened((letter ? "" : "j-") + name.replace('.', '-'), longest - digest.length()) + digest;
    }

    static String shortened(String name, int longest) {
        return BoundedName.of(name, longest);
    }
}
