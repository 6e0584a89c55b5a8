package dev.fedmoe.coordinator.commit;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Positional reads of a committed part. Stays readable while open, also after its commit was pruned. Safe for several threads. */
public final class PartFile implements AutoCloseable {
    private final FileChannel channel;
    private final CommitRecord.Part part;

    private PartFile(FileChannel channel, CommitRecord.Part part) {
        this.channel = channel;
        this.part = part;
    }

    public static PartFile open(Path file, CommitRecord.Part part) throws IOException {
        return new PartFile(FileChannel.open(file, StandardOpenOption.READ), part);
    }

    public CommitRecord.Part part() {
        return part;
    }

    public void read(long offset, ByteBuffer destination) throws IOException {
        readFully(channel, part.offset() + offset, destination);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Fills what remains of the buffer. */
    public static void readFully(FileChannel channel, long position, ByteBuffer destination) throws IOException {
        long at = position;
        while (destination.hasRemaining()) {
            int read = channel.read(destination, at);
            if (read < 0) {
                throw new EOFException("ends at byte " + at + ", " + destination.remaining() + " bytes early");
            }
            at += read;
        }
    }
}
