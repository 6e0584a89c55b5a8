package dev.fedmoe.coordinator.commit;

import dev.fedmoe.coordinator.store.JsonFiles;
import dev.fedmoe.coordinator.store.UnusableVolumeException;
import dev.fedmoe.core.model.ModelManifest;
import dev.fedmoe.core.model.PartSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** Reads a commit back and trusts nothing: seal, job, layout, size and digest of every part. */
record CommitVerifier(String jobUid, ModelManifest manifest) {
    private static final int BLOCK_BYTES = 1 << 18;

    /** Throws IOException with what is wrong, without the file's name. */
    Commit read(Path record, Path parts) throws IOException {
        if (!Files.exists(record)) {
            throw new IOException("its record is missing");
        }
        byte[] sealed = Files.readAllBytes(record);
        var content = JsonFiles.unseal(sealed, CommitRecord.class);
        if (!content.chain().jobUid().equals(jobUid)) {
            throw new UnusableVolumeException(
                    record + " belongs to the job with uid " + content.chain().jobUid() + ", this one has uid " + jobUid
                            + ". Nothing is overwritten. Maybe give this job a volume of its own.");
        }
        if (!content.chain().manifest().equals(manifest.fingerprint())) {
            throw new IOException("its model has another layout");
        }
        var commit = new Commit(content, JsonFiles.digest(sealed), parts);
        checkParts(commit);
        return commit;
    }

    private void checkParts(Commit commit) throws IOException {
        if (!Files.exists(commit.file())) {
            throw new IOException("its file of parts is missing");
        }
        long size = Files.size(commit.file());
        if (size != manifest.sizeBytes()) {
            throw new IOException("its file of parts has " + size + " of " + manifest.sizeBytes() + " bytes");
        }
        for (PartSpec spec : manifest.parts()) {
            try (var file = PartFile.open(commit.file(), commit.part(spec.id()))) {
                check(spec, file);
            }
        }
    }

    private static void check(PartSpec spec, PartFile file) throws IOException {
        if (file.part().sizeBytes() != spec.sizeBytes()) {
            throw new IOException(spec.id() + " has " + file.part().sizeBytes() + " of " + spec.sizeBytes() + " bytes");
        }
        var sha = JsonFiles.sha256();
        var block = ByteBuffer.allocate(BLOCK_BYTES);
        for (long done = 0; done < spec.sizeBytes(); done += block.limit()) {
            block.clear().limit((int) Math.min(BLOCK_BYTES, spec.sizeBytes() - done));
            file.read(done, block);
            sha.update(block.flip());
        }
        if (!HexFormat.of().formatHex(sha.digest()).equals(file.part().sha256())) {
            throw new IOException("the digest of " + spec.id() + " does not fit its bytes");
        }
    }
}
