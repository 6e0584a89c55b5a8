package dev.fedmoe.coordinator.endpoint;

import dev.fedmoe.coordinator.aggregation.RoundRooms.Room;
import dev.fedmoe.coordinator.client.ClientCodec;
import dev.fedmoe.coordinator.spool.PartSketch;
import dev.fedmoe.coordinator.spool.SpooledPart;
import dev.fedmoe.coordinator.store.RecoveryMilestone;
import dev.fedmoe.core.federation.FederationEffect.DeliveryAnswer;
import dev.fedmoe.core.federation.FederationEvent.PartDelivered;
import dev.fedmoe.core.federation.FederationStage.RoundOpen;
import dev.fedmoe.core.federation.rounds.OpenRound;
import dev.fedmoe.core.fitness.UpdateSketch;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.core.model.PartSpec;
import dev.fedmoe.core.round.PartAdmission;
import dev.fedmoe.protocol.Verdict;
import dev.fedmoe.protocol.server.FederationPort.Reception;
import dev.fedmoe.protocol.server.FederationPort.UpdateTicket;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import dev.fedmoe.protocol.v1alpha1.UpdateHeader;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** One client's update of one round, on the gRPC thread that carries it. */
final class UpdateReception implements UpdateTicket {
    private final UpdateReceiver receiver;
    private final OpenRound begun;
    private final UpdateHeader header;
    private boolean closed;

    /** {@code begun} is the round as it was when the update began. */
    UpdateReception(UpdateReceiver receiver, OpenRound begun, UpdateHeader header) {
        this.receiver = receiver;
        this.begun = begun;
        this.header = header;
        receiver.meter().uploadBegun(header.getClient());
    }

    @Override
    public Verdict<Reception> begin(PartId part, int baseVersion) {
        int version = begun.start().version(part);
        if (baseVersion != version) {
            return Verdict.denied(
                    Refusal.REFUSAL_WRONG_VERSION,
                    part + " was trained from version " + baseVersion + ", round " + begun.number()
                            + " starts from version " + version);
        }
        var state = receiver.engine().state();
        if (!(state.stage() instanceof RoundOpen open) || open.round().opening() != begun.opening()) {
            return UpdateReceiver.late(begun.number());
        }
        var admission = open.round().round().admit(header.getClient(), part);
        return verdict(admission, part)
                .fold(
                        granted -> admission == PartAdmission.SETTLED
                                ? Verdict.granted(new Reception.Settled())
                                : receive(part),
                        Verdict.Denied::new);
    }

    private Verdict<Reception> receive(PartId part) {
        return room().<Verdict<Reception>>map(room -> Verdict.granted(
                        new Reception.Receive(spooled(room, part).lease())))
                .orElseGet(() -> noRoom(part, "the round is just being opened"));
    }

    @Override
    public Verdict<PartId> complete(PartId part) {
        var room = room();
        if (room.isEmpty()) {
            return UpdateReceiver.late(begun.number());
        }
        try {
            var spooled = spooled(room.get(), part);
            if (!spooled.isComplete()) {
                return Verdict.denied(Refusal.REFUSAL_WRONG_SIZE, part + " is not complete");
            }
            spooled.settle();
            return deliver(part, sketch(room.get(), part, spooled));
        } catch (IOException e) {
            return noRoom(part, String.valueOf(e.getMessage()));
        }
    }

    private Verdict<PartId> deliver(PartId part, Optional<UpdateSketch> sketch) throws IOException {
        var report = ClientCodec.decode(header.getReport());
        var answer = receiver.engine()
                .deliver(request ->
                        new PartDelivered(request, begun.opening(), header.getClient(), part, report, sketch));
        if (answer instanceof DeliveryAnswer.Unplanned unplanned) {
            return noRoom(part, unplanned.reason());
        }
        if (!(answer instanceof DeliveryAnswer.Decided decided)) {
            return UpdateReceiver.late(begun.number());
        }
        var verdict = verdict(decided.admission(), part);
        if (verdict instanceof Verdict.Granted<PartId>) {
            receiver.milestones().reached(RecoveryMilestone.UPDATE_ACCEPTED, begun.number());
        }
        return verdict;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            receiver.meter().uploadEnded(header.getClient());
        }
    }

    private Optional<Room> room() {
        return receiver.rooms().find(begun.opening());
    }

    private SpooledPart spooled(Room room, PartId part) {
        return room.spool().part(header.getClient(), spec(part));
    }

    private PartSpec spec(PartId part) {
        return receiver.engine().state().run().manifest().part(part);
    }

    /** Of the shared part alone. One that came too late may be gone already: whoever counts it will say so. */
    private Optional<UpdateSketch> sketch(Room room, PartId part, SpooledPart spooled) throws IOException {
        if (!part.equals(PartId.SHARED)) {
            return Optional.empty();
        }
        try {
            return Optional.of(PartSketch.of(spec(part), spooled, room.start()));
        } catch (NoSuchFileException tooLate) {
            return Optional.empty();
        }
    }

    private Verdict<PartId> verdict(PartAdmission admission, PartId part) {
        return switch (admission) {
            case WANTED, SETTLED -> Verdict.granted(part);
            case NOT_ASSIGNED ->
                Verdict.denied(
                        Refusal.REFUSAL_NOT_ASSIGNED,
                        part + " was not assigned to this client in round " + begun.number());
            case LATE ->
                Verdict.denied(
                        Refusal.REFUSAL_ROUND_NOT_OPEN,
                        part + " is closed in round " + begun.number() + ": the update came too late");
        };
    }

    private static <T> Verdict<T> noRoom(PartId part, String why) {
        return Verdict.denied(Refusal.REFUSAL_NO_ROOM, part + " cannot be taken now: " + why);
    }
}
