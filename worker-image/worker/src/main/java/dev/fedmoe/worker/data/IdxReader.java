package dev.fedmoe.worker.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads pairs of idx files, plain or gzipped, <a href="http://yann.lecun.com/exdb/mnist/">as MNIST has them</a>. */
public final class IdxReader {
    private static final int GZIP_MAGIC = 0x8b1f;

    /** <a href="https://zlib.net/zlib_tech.html">Deflate</a> makes nothing more than this many times smaller. */
    private static final long MOST_DEFLATED = 1032;

    private IdxReader() {}

    public static Dataset read(Path images, Path labels, SampleShape shape) throws BadDataException {
        Content pixels = content(images, 3);
        if (pixels.header.width() != shape.inputSize()) {
            throw new BadDataException(String.format(
                    Locale.ROOT,
                    "%s holds images of %s = %d values; the job's data.shape %s needs %d. Maybe correct data.shape.",
                    images,
                    pixels.header.dimensions().subList(1, 3),
                    pixels.header.width(),
                    shape.input(),
                    shape.inputSize()));
        }
        Content classes = content(labels, 1);
        if (classes.header.samples() != pixels.header.samples()) {
            throw new BadDataException(String.format(
                    Locale.ROOT,
                    "%s holds %d images but %s holds %d labels. Maybe they belong to different sets.",
                    images,
                    pixels.header.samples(),
                    labels,
                    classes.header.samples()));
        }
        int[] values = new int[classes.bytes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = LabelRange.checked(classes.bytes[i] & 0xff, shape.classes(), "label " + i + " of " + labels);
        }
        return Dataset.ofBytes(pixels.bytes, values, shape);
    }

    private static Content content(Path file, int dimensions) throws BadDataException {
        if (!Files.isRegularFile(file)) {
            throw new BadDataException("there is no file " + file
                    + ". Maybe check data.image and data.label, or the client's data folder.");
        }
        try (var in = new DataInputStream(open(file))) {
            IdxHeader header = IdxHeader.read(in, dimensions, file);
            byte[] bytes = bytes(in, header, file);
            if (in.read() >= 0) {
                throw new BadDataException(file + " goes on after the " + header.samples()
                        + " samples its header states. Maybe fetch the file again.");
            }
            return new Content(header, bytes);
        } catch (EOFException e) {
            throw truncated(file, "fewer bytes than its header states");
        } catch (ZipException e) {
            throw new BadDataException(file + " is damaged: " + e.getMessage() + ". Maybe fetch the file again.", e);
        } catch (IOException e) {
            throw new BadDataException(file + " cannot be read: " + e + ". Maybe check its permissions.", e);
        }
    }

    private static byte[] bytes(InputStream in, IdxHeader header, Path file) throws IOException, BadDataException {
        long expected = (long) header.samples() * header.width();
        // What the file cannot hold is counted, not kept: a wrong header cannot claim memory.
        if (expected / MOST_DEFLATED > Files.size(file)) {
            throw truncated(file, in.transferTo(OutputStream.nullOutputStream()) + " of " + expected + " bytes");
        }
        byte[] bytes = HeapBudget.bytes(header.samples(), header.width(), file);
        int there = in.readNBytes(bytes, 0, bytes.length);
        if (there < expected) {
            throw truncated(file, there + " of " + expected + " bytes");
        }
        return bytes;
    }

    private static InputStream open(Path file) throws IOException {
        var in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        in.mark(2);
        int magic = in.read() | (in.read() << 8);
        in.reset();
        return magic == GZIP_MAGIC ? new GZIPInputStream(in, 1 << 16) : in;
    }

    private static BadDataException truncated(Path file, String found) {
        return new BadDataException(file + " is truncated: it ends after " + found + ". Maybe fetch the file again.");
    }

    private static final class Content {
        private final IdxHeader header;
        private final byte[] bytes;

        Content(IdxHeader header, byte[] bytes) {
            this.header = header;
            this.bytes = bytes;
        }
    }
}
