package dev.fedmoe.operator.naming;

import dev.fedmoe.crds.job.FederatedMoEJob;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Names of what the operator owns; a pure function of the names they come from. */
public final class Names {
    public static final int COORDINATOR_PORT = 7443;

    /** DNS-1123 labels: host names of pods, values of labels. */
    private static final int LONGEST = 63;

    private static final int DIGEST = 8;

    private Names() {}

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
        if (name.indexOf('.') < 0 && Character.isLetter(name.charAt(0))) {
            return shortened(name, longest);
        }
        var plain = (Character.isLetter(name.charAt(0)) ? "" : "j-") + name.replace('.', '-');
        return shortened(plain, longest - DIGEST - 1) + "-" + digest(name);
    }

    /** As it is when short enough, else its beginning and a digest of all of it. */
    static String shortened(String name, int longest) {
        if (name.length() <= longest) {
            return name;
        }
        String begin = name.substring(0, longest - DIGEST - 1).replaceAll("[-.]+$", "");
        return begin + "-" + digest(name);
    }

    /** A short fingerprint. */
    public static String digest(String text) {
        return HexFormat.of().formatHex(sha256(text)).substring(0, DIGEST);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
