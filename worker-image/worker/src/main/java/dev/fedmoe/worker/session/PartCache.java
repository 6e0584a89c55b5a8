package dev.fedmoe.worker.session;

import dev.fedmoe.core.model.ModelManifest;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.protocol.PartVersions;
import dev.fedmoe.protocol.client.CoordinatorLink;
import dev.fedmoe.protocol.client.CoordinatorLink.Fetch;
import dev.fedmoe.protocol.client.LinkException;
import dev.fedmoe.protocol.transfer.MemoryPart;
import dev.fedmoe.protocol.v1alpha1.PartVersion;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Parts fetched by the clients of this process, each once however many need it. Keeps what the latest task of any client
 * named, finished or half-way, so that neither a broken link nor an unchanged expert costs a transfer again.
 */
final class PartCache {
    private final ModelManifest manifest;
    private final Map<PartVersion, MemoryPart> parts = new HashMap<>();
    private final Map<String, Set<PartVersion>> wanted = new HashMap<>();

    PartCache(ModelManifest manifest) {
        this.manifest = manifest;
    }

    /**
     * The named parts, downloaded where needed. One client at a time, for the others may want the same parts.
     *
     * @throws LinkException also when a part is not in the job's manifest
     */
    synchronized Fetched fetch(
            CoordinatorLink link, String client, long epoch, List<PartVersion> versions, Duration within)
            throws LinkException {
        retain(client, versions);
        var missing = new ArrayList<Fetch>();
        Map<PartId, ByteBuffer> bytes = new LinkedHashMap<>();
        long size = 0;
        for (PartVersion version : versions) {
            PartId id = PartVersions.id(version)
                    .orElseThrow(() -> new IllegalArgumentException("the task names part '" + version.getPart()
                            + "'. Maybe worker and coordinator are of different versions."));
            MemoryPart part = parts.computeIfAbsent(version, v -> MemoryPart.allocate(manifest.part(id)));
            if (!part.isComplete()) {
                size += part.sizeBytes() - part.verifiedBytes();
                missing.add(new Fetch(version, part));
            }
            bytes.put(id, part.bytes());
        }
        long start = System.nanoTime();
        if (!missing.isEmpty()) {
            link.download(client, epoch, missing, within);
        }
        return new Fetched(bytes, size, Duration.ofNanos(System.nanoTime() - start));
    }

    private void retain(String client, List<PartVersion> versions) {
        wanted.put(client, Set.copyOf(versions));
        var needed = new HashSet<PartVersion>();
        wanted.values().forEach(needed::addAll);
        parts.keySet().retainAll(needed);
    }

    /**
     * @param parts each part's bytes, little endian, in the order asked
     * @param sizeBytes that had to travel
     */
    record Fetched(Map<PartId, ByteBuffer> parts, long sizeBytes, Duration took) {}
}
