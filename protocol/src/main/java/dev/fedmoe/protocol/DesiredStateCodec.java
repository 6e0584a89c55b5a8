package dev.fedmoe.protocol;

import dev.fedmoe.core.job.state.ClientRole;
import dev.fedmoe.core.job.state.DesiredState;
import dev.fedmoe.core.job.state.Roster;
import dev.fedmoe.core.job.state.RosterEntry;
import dev.fedmoe.protocol.v1alpha1.DesiredJob;
import dev.fedmoe.protocol.v1alpha1.Role;
import java.util.Optional;

/** What a coordinator should be doing, as core knows it, and as it travels. */
public final class DesiredStateCodec {
    private static final WireEnum<ClientRole, Role> ROLE = new WireEnum<>(ClientRole.class, Role.class, "role");

    private DesiredStateCodec() {}

    public static DesiredJob encode(DesiredState desired) {
        var message = DesiredJob.newBuilder()
                .setGeneration(desired.generation())
                .setSuspended(desired.suspended())
                .setCommittedRound(desired.committedRound());
        desired.roster().entries().values().forEach(entry -> message.addRoster(encode(entry)));
        desired.training().map(TrainingSpecCodec::encode).ifPresent(message::setTraining);
        return message.build();
    }

    /** As the coordinator keeps it on its volume. */
    public static String toJson(DesiredState desired) {
        return JsonText.print(encode(desired));
    }

    /** Reads {@link #toJson}. Throws IllegalArgumentException saying what is damaged, missing or impossible. */
    public static DesiredState fromJson(String json) {
        return decode(JsonText.parse(json, DesiredJob.newBuilder()).build());
    }

    public static Role encode(ClientRole role) {
        return ROLE.encode(role);
    }

    private static dev.fedmoe.protocol.v1alpha1.RosterEntry encode(RosterEntry entry) {
        return dev.fedmoe.protocol.v1alpha1.RosterEntry.newBuilder()
                .setClient(entry.client())
                .setRole(encode(entry.role()))
                .setSlots(entry.slots())
                .setNode(entry.node().orElse(""))
                .setPodUid(entry.podUid().orElse(""))
                .build();
    }

    /** Throws IllegalArgumentException naming the field that is missing or has an impossible value. */
    public static DesiredState decode(DesiredJob message) {
        return new DesiredState(
                message.getGeneration(),
                Roster.of(message.getRosterList().stream()
                        .map(DesiredStateCodec::decode)
                        .toList()),
                message.getSuspended(),
                message.hasTraining() ? Optional.of(TrainingSpecCodec.decode(message.getTraining())) : Optional.empty(),
                message.getCommittedRound());
    }

    private static RosterEntry decode(dev.fedmoe.protocol.v1alpha1.RosterEntry entry) {
        return new RosterEntry(
                entry.getClient(),
                decode(entry.getRole()),
                entry.getSlots(),
                Optional.of(entry.getNode()),
                Optional.of(entry.getPodUid()));
    }

    /** Throws IllegalArgumentException when it is not set, or unknown to this version. */
    public static ClientRole decode(Role role) {
        return ROLE.decode(role);
    }
}
