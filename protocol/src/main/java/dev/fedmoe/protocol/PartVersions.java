package dev.fedmoe.protocol;

import dev.fedmoe.core.model.PartId;
import dev.fedmoe.protocol.v1alpha1.PartVersion;
import java.util.Optional;

/** {@link PartVersion} to and from {@link PartId}. */
public final class PartVersions {
    private PartVersions() {}

    public static PartVersion of(PartId part, int version) {
        return PartVersion.newBuilder()
                .setPart(part.toString())
                .setVersion(version)
                .build();
    }

    /** Empty when the name is none of {@code shared}, {@code gate}, {@code expert/3}. */
    public static Optional<PartId> id(PartVersion version) {
        return PartId.parse(version.getPart());
    }
}
