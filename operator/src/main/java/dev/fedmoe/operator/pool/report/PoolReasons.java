package dev.fedmoe.operator.pool.report;

import dev.fedmoe.controlplane.status.JobReasons;

/** Condition types and reasons of pools and clients, and reasons of their Events. Part of the API: scripts match on them. */
public final class PoolReasons {
    /** Derived: of a pool, that all its other conditions hold; of a client, that it can train. */
    public static final String READY = "Ready";

    /** At least one node is a client of this pool. */
    public static final String NODES_MATCHED = "NodesMatched";

    /** No node that matches belongs to another pool. */
    public static final String NODES_EXCLUSIVE = "NodesExclusive";

    /** Every client's node is ready, schedulable and without foreign taints. */
    public static final String NODES_READY = "NodesReady";

    /** Every client's private data can be mounted. */
    public static final String DATA_FOUND = "DataFound";

    /** Present while looks at the pool end in a bug of the operator, and then False. */
    public static final String RECONCILED = JobReasons.RECONCILED;

    /** The operator has a bug; the message has the exception. */
    public static final String INTERNAL_ERROR = JobReasons.INTERNAL_ERROR;

    /** It is so. */
    public static final String AS_WANTED = "AsWanted";

    /** The node selector matches no node. */
    public static final String NO_NODES = "NoNodes";

    /** Matching nodes belong to an older pool. */
    public static final String NODES_SHARED = "NodesShared";

    /** Some clients' nodes cannot run workers now. */
    public static final String CLIENTS_NOT_READY = "ClientsNotReady";

    /** The claim or volume with a client's data is missing. */
    public static final String DATA_MISSING = "DataMissing";

    /** The node does not answer. */
    public static final String NODE_NOT_READY = "NodeNotReady";

    /** The node is cordoned. */
    public static final String NODE_CORDONED = "NodeCordoned";

    /** The node has a taint that the pool does not tolerate. */
    public static final String NODE_TAINTED = "NodeTainted";

    /** Event: a node has become a client. */
    public static final String CLIENT_JOINED = "ClientJoined";

    /** Event: a node is gone, matches no longer, or has become another pool's. */
    public static final String CLIENT_LEFT = "ClientLeft";

    /** Event: a client cannot train any more, for the reason in the message. */
    public static final String CLIENT_NOT_READY = "ClientNotReady";

    /** Event: a client can train again. */
    public static final String CLIENT_BACK = "ClientBack";

    /** Event: a client's data cannot be mounted. */
    public static final String NO_DATA = "NoData";

    private PoolReasons() {}
}
