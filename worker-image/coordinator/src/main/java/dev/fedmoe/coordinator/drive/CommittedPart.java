package dev.fedmoe.coordinator.drive;

import dev.fedmoe.coordinator.job.JoinedClient;
import dev.fedmoe.coordinator.store.PartFile;
import dev.fedmoe.protocol.transfer.PartSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A committed part on its way to a client. */
final class CommittedPart implements PartSource {
    private final PartFile file;
    private final Optional<Meter> meter;
    private final Optional<JoinedClient> member;

    CommittedPart(PartFile file, Optional<Meter> meter, Optional<JoinedClient> member) {
        this.file = file;
        this.meter = meter;
        this.member = member;
        member.ifPresent(m -> m.downloads().incrementAndGet());
    }

    @Override
    public long sizeBytes() {
        return file.part().sizeBytes();
    }

    @Override
    public int crc32c() {
        return file.part().crc32c();
    }

    @Override
    public void read(long offset, ByteBuffer destination) throws IOException {
        int bytes = destination.remaining();
        file.read(offset, destination);
        meter.ifPresent(m -> m.down(bytes));
    }

    @Override
    public void close() {
        member.ifPresent(m -> m.downloads().decrementAndGet());
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
