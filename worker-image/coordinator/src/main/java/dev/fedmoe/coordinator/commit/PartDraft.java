package dev.fedmoe.coordinator.commit;

import dev.fedmoe.coordinator.store.JsonFiles;
import dev.fedmoe.core.model.PartSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** One part of a commit in the making: takes the part's bytes in order. Used by one thread. */
public final class PartDraft {
    private final FileChannel channel;
    private final PartSpec spec;
    private final long offset;
    private final CRC32C crc = new CRC32C();
    private final MessageDigest sha = JsonFiles.sha256();
    private long written;

    PartDraft(FileChannel channel, PartSpec spec, long offset) {
        this.channel = channel;
        this.spec = spec;
        this.offset = offset;
    }

    public void write(ByteBuffer block) throws IOException {
        crc.update(block.duplicate());
        sha.update(block.duplicate());
        while (block.hasRemaining()) {
            written += channel.write(block, offset + written);
        }
    }

    CommitRecord.Part finish(int version) {
        if (written != spec.sizeBytes()) {
            throw new IllegalStateException(spec.id() + " has " + written + " of " + spec.sizeBytes() + " bytes");
        }
        return new CommitRecord.Part(
                spec.id().toString(),
                version,
                offset,
                written,
                (int) crc.getValue(),
                HexFormat.of().formatHex(sha.digest()));
    }
}
