package dev.fedmoe.coordinator.drive;

import dev.fedmoe.coordinator.job.JoinedClient;
import dev.fedmoe.coordinator.store.MilestoneListener;
import dev.fedmoe.coordinator.store.RecoveryMilestone;
import dev.fedmoe.core.model.ModelManifest;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.core.round.PartAdmission;
import dev.fedmoe.protocol.Verdict;
import dev.fedmoe.protocol.server.FederationPort.Reception;
import dev.fedmoe.protocol.server.FederationPort.UpdateTicket;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import dev.fedmoe.protocol.v1alpha1.UpdateHeader;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One client's update of one round, on the gRPC thread that carries it. */
final class RoundTicket implements UpdateTicket {
    private static final long PLAN_SECONDS = 30;

    private final OpenRound open;
    private final UpdateHeader header;
    private final ModelManifest manifest;
    private final Counter counter;
    private final Optional<JoinedClient> member;
    private boolean closed;

    RoundTicket(
            OpenRound open,
            UpdateHeader header,
            ModelManifest manifest,
            Counter counter,
            Optional<JoinedClient> member) {
        this.open = open;
        this.header = header;
        this.manifest = manifest;
        this.counter = counter;
        this.member = member;
        member.ifPresent(m -> m.uploads().incrementAndGet());
    }

    /** Where accepted parts are counted. */
    record Counter(Loop loop, Clients clients, Meter meter, MilestoneListener milestones) {}

    @Override
    public Verdict<Reception> begin(PartId part, int baseVersion) {
        if (baseVersion != open.version(part)) {
            return Verdict.denied(
                    Refusal.REFUSAL_WRONG_VERSION,
                    part + " was trained from version " + baseVersion + ", round " + open.number()
                            + " starts from version " + open.version(part));
        }
        return counter.loop()
                .ask(() -> counter.clients().announced(open, header.getClient(), part))
                .fold(admission -> Verdict.granted(reception(admission, part)), Verdict.Denied::new);
    }

    private Reception reception(PartAdmission admission, PartId part) {
        return admission == PartAdmission.SETTLED
                ? new Reception.Settled()
                : new Reception.Receive(open.spool()
                        .part(header.getClient(), manifest.part(part))
                        .lease());
    }

    @Override
    public Verdict<PartId> complete(PartId part) {
        var spooled = open.spool().part(header.getClient(), manifest.part(part));
        try {
            if (!spooled.isComplete()) {
                return Verdict.denied(Refusal.REFUSAL_WRONG_SIZE, part + " is not complete");
            }
            spooled.settle();
            open.arrived(header.getClient(), manifest.part(part), spooled);
            open.planWritten().get(PLAN_SECONDS, TimeUnit.SECONDS);
            var verdict = counter.loop()
                    .ask(() -> counter.clients().delivered(open, header.getClient(), part, header.getReport()));
            if (verdict instanceof Verdict.Granted<PartId>) {
                counter.meter().up(manifest.part(part).sizeBytes());
                counter.milestones().reached(RecoveryMilestone.UPDATE_ACCEPTED, open.number());
            }
            return verdict;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return noRoom(part, "the coordinator is ending");
        } catch (IOException | ExecutionException | TimeoutException e) {
            return noRoom(part, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            member.ifPresent(m -> m.uploads().decrementAndGet());
        }
    }

    private static Verdict<PartId> noRoom(PartId part, String why) {
        return Verdict.denied(Refusal.REFUSAL_NO_ROOM, part + " cannot be taken now: " + why);
    }
}
