package dev.fedmoe.local.identity;

/** Whom a token speaks for: what Kubernetes would know of the pod that carries it. */
public record TokenSubject(String namespace, String serviceAccount, String node, String pod, String podUid) {
    /** As {@code sub} names it. */
    public String subject() {
        return "system:serviceaccount:" + namespace + ":" + serviceAccount;
    }
}
