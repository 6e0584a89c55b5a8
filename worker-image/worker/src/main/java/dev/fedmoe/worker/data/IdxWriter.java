package dev.fedmoe.worker.data;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Writes what {@link IdxReader} reads; names that end in {@code .gz} are gzipped. */
public final class IdxWriter {
    private IdxWriter() {}

    /** {@code dataset} must hold bytes; colour images are written as channels × height rows. */
    public static void write(Dataset dataset, Path images, Path labels) throws IOException {
        List<Integer> input = dataset.shape().input();
        int width = input.get(input.size() - 1);
        try (var out = new DataOutputStream(open(images))) {
            out.writeInt(0x0803);
            out.writeInt(dataset.size());
            out.writeInt(dataset.shape().inputSize() / width);
            out.writeInt(width);
            for (int i = 0; i < dataset.size(); i++) {
                out.write(dataset.bytes(i));
            }
        }
        try (var out = new DataOutputStream(open(labels))) {
            out.writeInt(0x0801);
            out.writeInt(dataset.size());
            for (int i = 0; i < dataset.size(); i++) {
                out.writeByte(dataset.label(i));
            }
        }
    }

    private static OutputStream open(Path file) throws IOException {
        var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        return file.toString().endsWith(".gz") ? new FastGzip(out) : out;
    }

    /** Images hardly shrink further at higher levels, but take ten times as long. */
    private static final class FastGzip extends GZIPOutputStream {
        FastGzip(OutputStream out) throws IOException {
            super(out, 1 << 16);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
