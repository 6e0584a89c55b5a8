package dev.fedmoe.protocol.testing;

import dev.fedmoe.protocol.transfer.PartSink;
import dev.fedmoe.protocol.transfer.PartSource;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;

/** A part of zeros that counts what is read and takes nothing until released. One object plays both ends. */
public final class SlowPart implements PartSource, PartSink {
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private final long sizeBytes;
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicLong read = new AtomicLong();
    private final CRC32C kept = new CRC32C();
    private volatile long lastRead = System.nanoTime();
    private volatile boolean blocked;
    private final AtomicLong verified = new AtomicLong();

    public SlowPart(long sizeBytes) {
        this.sizeBytes = sizeBytes;
    }

    public void release() {
        released.countDown();
    }

    public boolean isBlocked() {
        return blocked;
    }

    public long readBytes() {
        return read.get();
    }

    /** True when the sender has read nothing for a while. */
    public boolean hasSettled() {
        return System.nanoTime() - lastRead > QUIET_NANOS;
    }

    @Override
    public long sizeBytes() {
        return sizeBytes;
    }

    @Override
    public void read(long offset, ByteBuffer destination) {
        read.addAndGet(destination.remaining());
        lastRead = System.nanoTime();
        while (destination.hasRemaining()) {
            destination.put((byte) 0);
        }
    }

    @Override
    public long verifiedBytes() {
        return verified.get();
    }

    @Override
    public void append(ByteBuffer chunk) {
        blocked = true;
        try {
            if (!released.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody released the part");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        long length = chunk.remaining();
        kept.update(chunk);
        verified.addAndGet(length);
    }

    /** As a source: of zeros; as a sink: of what was kept. The same once complete. */
    @Override
    public int crc32c() {
        var zeros = new CRC32C();
        var block = new byte[1 << 16];
        for (long left = sizeBytes; left > 0; left -= block.length) {
            zeros.update(block, 0, (int) Math.min(block.length, left));
        }
        return verified.get() == sizeBytes ? (int) kept.getValue() : (int) zeros.getValue();
    }

    @Override
    public void reset() {
        throw new IllegalStateException("zeros cannot prove wrong");
    }

    @Override
    public void close() {}
}
