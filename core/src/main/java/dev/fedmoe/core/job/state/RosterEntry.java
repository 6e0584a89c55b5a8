package dev.fedmoe.core.job.state;

import java.util.Optional;

/**
 * A client that placement has given a job.
 *
 * @param client name of the EdgeClient
 * @param slots experts it can hold for this job: at least 1, or 0 for an evaluator
 * @param node its worker must run on; empty: any
 * @param podUid pod its worker runs in; empty: any pod of the node
 */
public record RosterEntry(String client, ClientRole role, int slots, Optional<String> node, Optional<String> podUid) {
    public RosterEntry {
        if (client.isBlank()) {
            throw new IllegalArgumentException("a roster entry names no client");
        }
        boolean possible = role == ClientRole.EVALUATOR ? slots == 0 : slots >= 1;
        if (!possible) {
            throw new IllegalArgumentException("client '" + client + "' is on the roster with " + slots
                    + " slots. A trainer needs at least 1, an evaluator has 0");
        }
        node = node.filter(name -> !name.isEmpty());
        podUid = podUid.filter(uid -> !uid.isEmpty());
    }

    public static RosterEntry trainer(String client, int slots) {
        return new RosterEntry(client, ClientRole.TRAINER, slots, Optional.empty(), Optional.empty());
    }

    public static RosterEntry evaluator(String client) {
        return new RosterEntry(client, ClientRole.EVALUATOR, 0, Optional.empty(), Optional.empty());
    }

    /** Bound to this node; the empty name is any. */
    public RosterEntry on(String nodeName) {
        return new RosterEntry(client, role, slots, Optional.of(nodeName), podUid);
    }

    /** Bound to this pod; the empty uid is any. */
    public RosterEntry in(String uid) {
        return new RosterEntry(client, role, slots, node, Optional.of(uid));
    }

    public boolean isEvaluator() {
        return role == ClientRole.EVALUATOR;
    }
}
