/**
 * Issues the certificates that coordinators show. Needs Bouncy Castle, which only those bring along who issue: the operator, the
 * local runner and tests. Coordinators and workers verify with the JDK, so their image has neither use nor room for it.
 */
@NullMarked
package dev.fedmoe.protocol.authority;

import org.jspecify.annotations.NullMarked;
