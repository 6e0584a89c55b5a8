package dev.fedmoe.coordinator.spool;

import dev.fedmoe.protocol.transfer.PartSink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** One part of one client's update on its way to disk. The newest lease writes; older ones are revoked. */
public final class SpooledPart {
    private final Path file;
    private final long sizeBytes;
    private final CRC32C crc = new CRC32C();
    private @Nullable FileChannel channel;
    private @Nullable Lease holder;
    private long verified;

    SpooledPart(Path file, long sizeBytes) {
        this.file = file;
        this.sizeBytes = sizeBytes;
    }

    /** A sink that goes on where the last one stopped. Whoever holds an older one, a stream that has died, writes no more. */
    public synchronized PartSink lease() {
        var lease = new Lease();
        holder = lease;
        return lease;
    }

    public synchronized boolean isComplete() {
        return verified == sizeBytes;
    }

    /** Nothing is written any more; the bytes are there to be read. */
    public synchronized void settle() throws IOException {
        holder = null;
        closeChannel();
    }

    FileChannel read() throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ);
    }

    synchronized void discard() throws IOException {
        settle();
        Files.deleteIfExists(file);
    }

    private void closeChannel() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }

    private FileChannel writable() throws IOException {
        FileChannel open = channel;
        if (open == null) {
            open = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel = open;
        }
        return open;
    }

    private final class Lease implements PartSink {
        @Override
        public long verifiedBytes() {
            synchronized (SpooledPart.this) {
                return verified;
            }
        }

        @Override
        public void append(ByteBuffer chunk) throws IOException {
            synchronized (SpooledPart.this) {
                requireHeld();
                if (chunk.remaining() > sizeBytes - verified) {
                    throw new IOException("a chunk of " + chunk.remaining() + " bytes at " + verified
                            + " exceeds the part's " + sizeBytes + " bytes");
                }
                var content = chunk.duplicate();
                long at = verified;
                while (chunk.hasRemaining()) {
                    at += writable().write(chunk, at);
                }
                crc.update(content);
                verified = at;
            }
        }

        @Override
        public int crc32c() {
            synchronized (SpooledPart.this) {
                return (int) crc.getValue();
            }
        }

        @Override
        public void reset() throws IOException {
            synchronized (SpooledPart.this) {
                requireHeld();
                verified = 0;
                crc.reset();
            }
        }

        private void requireHeld() throws IOException {
            if (holder != this) {
                throw new IOException("the part was taken over by a newer stream, or its round is closed");
            }
        }
    }
}
