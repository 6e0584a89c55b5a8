package dev.fedmoe.protocol.server;

/**
 * Who is calling, from a verified token.
 *
 * @param subject the token's {@code sub}, for instance {@code system:serviceaccount:plant:fashion-worker}
 * @param node node the token is bound to; empty when unbound
 * @param podUid pod the token is bound to; empty when unbound
 */
public record AuthenticatedCaller(String subject, String node, String podUid) {}
