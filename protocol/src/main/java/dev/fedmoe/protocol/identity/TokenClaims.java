package dev.fedmoe.protocol.identity;

/**
 * What a verified token says.
 *
 * @param subject {@code sub}, for instance {@code system:serviceaccount:plant:fashion-worker}
 * @param node {@code kubernetes.io/node/name}; empty when the token is not bound to a node
 * @param podUid {@code kubernetes.io/pod/uid}; empty when the token is not bound to a pod
 */
public record TokenClaims(String subject, String node, String podUid) {}
