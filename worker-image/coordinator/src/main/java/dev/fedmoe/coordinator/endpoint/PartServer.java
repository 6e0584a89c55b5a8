package dev.fedmoe.coordinator.endpoint;

import dev.fedmoe.coordinator.aggregation.CommitCache;
import dev.fedmoe.coordinator.commit.Commit;
import dev.fedmoe.coordinator.commit.PartFile;
import dev.fedmoe.coordinator.progress.TransferMeter;
import dev.fedmoe.core.federation.FederationState;
import dev.fedmoe.core.job.state.RosterEntry;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.protocol.PartVersions;
import dev.fedmoe.protocol.Verdict;
import dev.fedmoe.protocol.transfer.PartSource;
import dev.fedmoe.protocol.v1alpha1.PartVersion;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import java.io.IOException;
import java.util.Optional;

/** Hands committed parts out: to trainers what they are assigned, to evaluators everything. */
public record PartServer(CommitCache commits, TransferMeter meter) {
    Verdict<PartSource> open(FederationState state, String client, PartVersion part) {
        Optional<PartId> id = PartVersions.id(part)
                .filter(known -> state.run().manifest().find(known).isPresent());
        if (id.isEmpty()) {
            return Verdict.denied(Refusal.REFUSAL_UNKNOWN_PART, "the model has no part '" + part.getPart() + "'");
        }
        boolean evaluator =
                state.roster().find(client).filter(RosterEntry::isEvaluator).isPresent();
        boolean given =
                state.openRound().filter(open -> open.isGiven(client, id.get())).isPresent();
        if (!evaluator && !given) {
            return Verdict.denied(
                    Refusal.REFUSAL_NOT_ASSIGNED, id.get() + " is not assigned to client '" + client + "' now");
        }
        return commits.find(id.get(), part.getVersion())
                .map(commit -> serve(commit, id.get(), client, !evaluator))
                .orElseGet(() -> Verdict.denied(
                        Refusal.REFUSAL_WRONG_VERSION,
                        id.get() + " of version " + part.getVersion() + " is not kept any more, or not yet; the newest"
                                + " is " + state.committed().version(id.get())));
    }

    private Verdict<PartSource> serve(Commit commit, PartId part, String client, boolean counted) {
        try {
            var file = PartFile.open(commit.file(), commit.part(part));
            return Verdict.granted(new CommittedPart(file, client, meter, counted));
        } catch (IOException e) {
            return Verdict.denied(
                    Refusal.REFUSAL_WRONG_VERSION,
                    part + " of round " + commit.round() + " cannot be read any more: " + e.getMessage());
        }
    }
}
