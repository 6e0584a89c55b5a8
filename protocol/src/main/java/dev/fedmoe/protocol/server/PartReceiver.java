package dev.fedmoe.protocol.server;

import dev.fedmoe.core.model.PartSpec;
import dev.fedmoe.protocol.RefusedRequest;
import dev.fedmoe.protocol.transfer.ChunkFormat;
import dev.fedmoe.protocol.transfer.PartSink;
import dev.fedmoe.protocol.transfer.TransferFrame;
import dev.fedmoe.protocol.transfer.ValueScan;
import dev.fedmoe.protocol.v1alpha1.PartBegin;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** One announced part on its way into its sink, chunk by verified chunk. */
final class PartReceiver {
    private final PartSpec spec;
    private final int announcedCrc;
    private final PartSink sink;
    private final float maxAbsValue;
    private final ValueScan scan = new ValueScan();

    PartReceiver(PartSpec spec, PartBegin begin, PartSink sink, float maxAbsValue) {
        this.spec = spec;
        this.announcedCrc = begin.getCrc32C();
        this.sink = sink;
        this.maxAbsValue = maxAbsValue;
    }

    PartSpec spec() {
        return spec;
    }

    long offset() {
        return sink.verifiedBytes();
    }

    long missingBytes() {
        return spec.sizeBytes() - sink.verifiedBytes();
    }

    /** Keeps the chunk, or says why not. A value that may not be voids the whole part, other faults only this chunk. */
    Optional<RefusedRequest> take(TransferFrame.Piece<?> piece) throws IOException {
        Optional<RefusedRequest> wrong = shape(piece).or(() -> digest(piece));
        if (wrong.isPresent()) {
            return wrong;
        }
        wrong = values(piece);
        if (wrong.isPresent()) {
            sink.reset();
            return wrong;
        }
        sink.append(piece.content());
        return Optional.empty();
    }

    private Optional<RefusedRequest> shape(TransferFrame.Piece<?> piece) {
        int length = piece.content().remaining();
        if (piece.offset() != offset()) {
            return refuse(
                    Refusal.REFUSAL_BAD_CHUNK,
                    "got a chunk at offset " + piece.offset() + ", expected " + offset() + ". Maybe resume there.");
        }
        if (length == 0 || length > ChunkFormat.MAX_BYTES || length % 4 != 0) {
            return refuse(
                    Refusal.REFUSAL_BAD_CHUNK,
                    "got a chunk of " + length + " bytes, expected a multiple of 4 up to " + ChunkFormat.MAX_BYTES);
        }
        if (length > missingBytes()) {
            return refuse(
                    Refusal.REFUSAL_WRONG_SIZE,
                    "got " + (offset() + length) + " bytes, the manifest has " + spec.sizeBytes());
        }
        return Optional.empty();
    }

    private Optional<RefusedRequest> digest(TransferFrame.Piece<?> piece) {
        int actual = ChunkFormat.crc32c(piece.content());
        return actual == piece.crc32c()
                ? Optional.empty()
                : refuse(
                        Refusal.REFUSAL_WRONG_DIGEST,
                        "chunk at " + piece.offset() + ": " + crcs(actual, piece.crc32c()));
    }

    private Optional<RefusedRequest> values(TransferFrame.Piece<?> piece) {
        float largest = scan.largest(piece.content());
        if (!Float.isFinite(largest)) {
            return refuse(
                    Refusal.REFUSAL_NOT_FINITE,
                    "the chunk at " + piece.offset() + " holds " + largest + ". Maybe lower the learning rate.");
        }
        return largest <= maxAbsValue
                ? Optional.empty()
                : refuse(
                        Refusal.REFUSAL_OUT_OF_RANGE,
                        "the chunk at " + piece.offset() + " holds a value of magnitude " + largest
                                + ", aggregation.maxAbsValue is " + maxAbsValue);
    }

    /** All bytes are here: is it the part that was announced? If not, none of it is kept. */
    Optional<RefusedRequest> finish() throws IOException {
        int actual = sink.crc32c();
        if (actual == announcedCrc) {
            return Optional.empty();
        }
        sink.reset();
        return refuse(Refusal.REFUSAL_WRONG_DIGEST, "the whole part: " + crcs(actual, announcedCrc));
    }

    /** The peer ends in the middle. What is verified stays, for a stream that resumes. */
    RefusedRequest truncated() {
        return new RefusedRequest(
                Refusal.REFUSAL_WRONG_SIZE,
                spec.id() + ": ends at " + offset() + " of " + spec.sizeBytes() + " bytes. Maybe resume there.");
    }

    private Optional<RefusedRequest> refuse(Refusal refusal, String message) {
        return Optional.of(new RefusedRequest(refusal, spec.id() + ": " + message));
    }

    private static String crcs(int actual, int announced) {
        return String.format(Locale.ROOT, "CRC-32C is %08x, announced was %08x", actual, announced);
    }
}
