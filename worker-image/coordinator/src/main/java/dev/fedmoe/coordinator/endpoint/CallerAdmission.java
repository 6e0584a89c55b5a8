package dev.fedmoe.coordinator.endpoint;

import dev.fedmoe.core.federation.FederationState;
import dev.fedmoe.core.job.state.RosterEntry;
import dev.fedmoe.protocol.RefusedRequest;
import dev.fedmoe.protocol.Verdict;
import dev.fedmoe.protocol.server.AuthenticatedCaller;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import java.util.Optional;

/** Who may speak for which client: one on the roster, from its node and pod, in this epoch. */
record CallerAdmission(FederationState state, AuthenticatedCaller caller) {
    Verdict<RosterEntry> admit(String client) {
        var found = state.roster().find(client);
        if (found.isEmpty()) {
            return Verdict.denied(
                    Refusal.REFUSAL_UNKNOWN_CLIENT,
                    "client '" + client + "' is not on the roster of generation "
                            + state.desired().generation()
                            + ". Maybe placement has taken it off, or has not yet given it.");
        }
        var entry = found.get();
        if (isOther(entry.node(), caller.node())) {
            return notYours(client, "node", caller.node(), entry.node());
        }
        if (isOther(entry.podUid(), caller.podUid())) {
            return notYours(client, "pod", caller.podUid(), entry.podUid());
        }
        return Verdict.granted(entry);
    }

    /** The same within an epoch; empty when the caller may. */
    Optional<RefusedRequest> refusal(String client, long epoch) {
        if (admit(client) instanceof Verdict.Denied<RosterEntry> denied) {
            return Optional.of(denied.why());
        }
        return epoch == state.run().epoch()
                ? Optional.empty()
                : Optional.of(new RefusedRequest(
                        Refusal.REFUSAL_WRONG_EPOCH,
                        "epoch " + epoch + " is not this coordinator's, which is "
                                + state.run().epoch() + ". Maybe join again."));
    }

    private static boolean isOther(Optional<String> expected, String called) {
        return expected.isPresent() && !expected.get().equals(called);
    }

    private static Verdict<RosterEntry> notYours(String client, String what, String called, Optional<String> expected) {
        return Verdict.denied(
                Refusal.REFUSAL_NOT_YOUR_CLIENT,
                "the token is bound to " + what + " '" + called + "', client '" + client + "' belongs to " + what + " '"
                        + expected.orElse("") + "'. Maybe the worker runs in another place than the roster says.");
    }
}
