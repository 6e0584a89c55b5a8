package dev.fedmoe.operator.pool.report;

import dev.fedmoe.controlplane.status.JobReasons;

/**
 * Condition types and reasons of pools and clients, and reasons of their Events. They are part of the API, because scripts match on them. The
 * comment of each becomes its row in {@code docs/reference}, as that of {@code JobReasons} does; "Normal event:" and "Warning event:" begin
 * those of Events.
 */
public final class PoolReasons {
    /** Condition: all other conditions of a pool hold, or a client can train. */
    public static final String READY = "Ready";

    /** Condition: at least one node is a client of this pool. */
    public static final String NODES_MATCHED = "NodesMatched";

    /** Condition: no node that matches belongs to another pool. */
    public static final String NODES_EXCLUSIVE = "NodesExclusive";

    /** Condition: every client's node is ready, schedulable and without foreign taints. */
    public static final String NODES_READY = "NodesReady";

    /** Condition: every client's private data can be mounted. */
    public static final String DATA_FOUND = "DataFound";

    /** Condition: never; it is present only while looks at the pool end in a bug of the operator, and is False then. */
    public static final String RECONCILED = JobReasons.RECONCILED;

    /**
     * The operator has a bug; the message has the exception.
     *
     * <p>Next: Report it with the message; the operator tries again.
     */
    public static final String INTERNAL_ERROR = JobReasons.INTERNAL_ERROR;

    /** The condition holds. */
    public static final String AS_WANTED = "AsWanted";

    /**
     * The node selector matches no node.
     *
     * <p>Next: Label a node as {@code spec.nodeSelector} asks.
     */
    public static final String NO_NODES = "NoNodes";

    /**
     * Matching nodes belong to an older pool.
     *
     * <p>Next: Narrow {@code spec.nodeSelector} of one of the two pools.
     */
    public static final String NODES_SHARED = "NodesShared";

    /**
     * Some clients' nodes cannot run workers now.
     *
     * <p>Next: Read which and why in the message; each comes back by itself.
     */
    public static final String CLIENTS_NOT_READY = "ClientsNotReady";

    /**
     * The claim or volume with a client's data is missing.
     *
     * <p>Next: Create the claim that the message names; the client joins by itself.
     */
    public static final String DATA_MISSING = "DataMissing";

    /**
     * The node does not answer.
     *
     * <p>Next: Look at the node.
     */
    public static final String NODE_NOT_READY = "NodeNotReady";

    /**
     * The node is cordoned.
     *
     * <p>Next: Run {@code kubectl uncordon} when it may work again.
     */
    public static final String NODE_CORDONED = "NodeCordoned";

    /**
     * The node has a taint that the pool does not tolerate.
     *
     * <p>Next: Remove the taint, or add it to {@code spec.tolerations} of the pool.
     */
    public static final String NODE_TAINTED = "NodeTainted";

    /** Normal event: a node has become a client. */
    public static final String CLIENT_JOINED = "ClientJoined";

    /** Normal event: a node is gone, matches no longer, or has become another pool's. */
    public static final String CLIENT_LEFT = "ClientLeft";

    /** Warning event: a client cannot train any more, for the reason in the message. */
    public static final String CLIENT_NOT_READY = "ClientNotReady";

    /** Normal event: a client can train again. */
    public static final String CLIENT_BACK = "ClientBack";

    /** Warning event: a client's data cannot be mounted. */
    public static final String NO_DATA = "NoData";

    private PoolReasons() {}
}
