package dev.fedmoe.coordinator.commit;

import dev.fedmoe.core.federation.knowledge.CommittedModel;
import dev.fedmoe.core.federation.knowledge.RoundRecord;
import dev.fedmoe.core.model.PartId;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A committed round.
 *
 * @param digest SHA-256 of its record, hex
 * @param file the parts, one after the other
 */
public record Commit(CommitRecord record, String digest, Path file) {
    public int round() {
        return record.round();
    }

    public CommitRecord.Part part(PartId id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("no part " + id + " in " + file));
    }

    public Optional<CommitRecord.Part> find(PartId id) {
        String name = id.toString();
        return record.parts().stream().filter(part -> part.part().equals(name)).findFirst();
    }

    /** Without its weights. */
    public CommittedModel model() {
        var versions = new TreeMap<PartId, Integer>();
        for (CommitRecord.Part part : record.parts()) {
            PartId.parse(part.part()).ifPresent(id -> versions.put(id, part.version()));
        }
        var content = new RoundRecord(record.learned(), record.facts(), record.totals(), record.plan());
        return CommittedModel.of(round(), digest, versions, content);
    }
}
