package dev.fedmoe.coordinator.endpoint;

import dev.fedmoe.coordinator.aggregation.RoundRooms;
import dev.fedmoe.coordinator.progress.TransferMeter;
import dev.fedmoe.coordinator.store.MilestoneListener;
import dev.fedmoe.core.federation.FederationState;
import dev.fedmoe.core.federation.rounds.OpenRound;
import dev.fedmoe.protocol.Verdict;
import dev.fedmoe.protocol.server.FederationPort.UpdateTicket;
import dev.fedmoe.protocol.v1alpha1.ExpertReport;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import dev.fedmoe.protocol.v1alpha1.UpdateHeader;
import java.util.List;

/** Where updates begin: who takes part in the open round with these experts may send one. */
public record UpdateReceiver(EngineAccess engine, RoundRooms rooms, TransferMeter meter, MilestoneListener milestones) {
    Verdict<UpdateTicket> receive(FederationState state, UpdateHeader header) {
        var open = state.openRound().filter(round -> round.number() == header.getRound());
        return open.isEmpty() ? late(header.getRound()) : receive(open.get(), header);
    }

    private Verdict<UpdateTicket> receive(OpenRound open, UpdateHeader header) {
        String client = header.getClient();
        if (!open.round().isParticipant(client)) {
            return Verdict.denied(
                    Refusal.REFUSAL_NOT_ASSIGNED, "client '" + client + "' takes no part in round " + open.number());
        }
        List<Integer> reported = header.getReport().getExpertsList().stream()
                .map(ExpertReport::getExpert)
                .toList();
        if (!reported.equals(open.experts(client))) {
            return Verdict.denied(
                    Refusal.REFUSAL_BAD_REPORT,
                    "the report names experts " + reported + ", assigned are " + open.experts(client));
        }
        return Verdict.granted(new UpdateReception(this, open, header));
    }

    static <T> Verdict<T> late(int round) {
        return Verdict.denied(
                Refusal.REFUSAL_ROUND_NOT_OPEN,
                "round " + round + " is not open: too late, or a replay. Maybe wait for the next task.");
    }
}
