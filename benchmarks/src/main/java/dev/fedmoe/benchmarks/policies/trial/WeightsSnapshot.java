package dev.fedmoe.benchmarks.policies.trial;

import dev.fedmoe.coordinator.commit.Commit;
import dev.fedmoe.coordinator.commit.PartFile;
import dev.fedmoe.core.model.ModelManifest;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.core.model.PartSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** All weights of one commit, in memory: scored while the next round is trained and its files are pruned. */
record WeightsSnapshot(Map<PartId, ByteBuffer> parts) {
    static WeightsSnapshot of(Commit commit, ModelManifest manifest) throws IOException {
        var parts = new TreeMap<PartId, ByteBuffer>();
        for (PartSpec part : manifest.parts()) {
            var bytes = ByteBuffer.allocate(Math.toIntExact(part.sizeBytes())).order(ByteOrder.LITTLE_ENDIAN);
            try (var file = PartFile.open(commit.file(), commit.part(part.id()))) {
                file.read(0, bytes);
            }
            parts.put(part.id(), bytes.flip());
        }
        return new WeightsSnapshot(parts);
    }

    ByteBuffer part(PartId id) {
        return Objects.requireNonNull(parts.get(id), () -> "no part " + id)
                .duplicate()
                .order(ByteOrder.LITTLE_ENDIAN);
    }
}
