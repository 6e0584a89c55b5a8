package dev.fedmoe.protocol;

import com.google.protobuf.ProtocolMessageEnum;

/**
 * An enum of core and its counterpart on the wire, whose constants are core's behind a prefix.
 *
 * @param field that holds it, for messages
 */
record WireEnum<C extends Enum<C>, W extends Enum<W> & ProtocolMessageEnum>(
        Class<C> core, Class<W> wire, String field) {
    W encode(C value) {
        return Enum.valueOf(wire, prefix() + value.name());
    }

    /** Throws IllegalArgumentException when the sender has not set it, or means what this version does not know. */
    C decode(W value) {
        for (C known : core.getEnumConstants()) {
            if (value.name().equals(prefix() + known.name())) {
                return known;
            }
        }
        throw new IllegalArgumentException(
                field + " is " + value + ", which says nothing here. Maybe the sender is of another version");
    }

    /** {@code JOB_PHASE_} for {@code JobPhase}. */
    private String prefix() {
        return wire.getEnumConstants()[0].name().replace("UNSPECIFIED", "");
    }
}
