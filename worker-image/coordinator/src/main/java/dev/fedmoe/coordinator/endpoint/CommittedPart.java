package dev.fedmoe.coordinator.endpoint;

import dev.fedmoe.coordinator.commit.PartFile;
import dev.fedmoe.coordinator.progress.TransferMeter;
import dev.fedmoe.protocol.transfer.PartSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** A committed part on its way to a client. */
final class CommittedPart implements PartSource {
    private final PartFile file;
    private final String client;
    private final TransferMeter meter;
    private final boolean counted;

    /** {@code counted} as bytes that training costs. */
    CommittedPart(PartFile file, String client, TransferMeter meter, boolean counted) {
        this.file = file;
        this.client = client;
        this.meter = meter;
        this.counted = counted;
        meter.downloadBegun(client);
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
        if (counted) {
            meter.served(bytes);
        }
    }

    @Override
    public void close() {
        meter.downloadEnded(client);
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
