package dev.fedmoe.protocol.client;

import dev.fedmoe.core.model.ModelManifest;
import dev.fedmoe.core.model.PartSpec;
import dev.fedmoe.protocol.PartVersions;
import dev.fedmoe.protocol.client.CoordinatorLink.Fetch;
import dev.fedmoe.protocol.transfer.ChunkFormat;
import dev.fedmoe.protocol.transfer.PartSink;
import dev.fedmoe.protocol.transfer.TransferFrame;
import dev.fedmoe.protocol.v1alpha1.DownloadFrame;
import dev.fedmoe.protocol.v1alpha1.DownloadRequest;
import dev.fedmoe.protocol.v1alpha1.PartRequest;
import dev.fedmoe.protocol.v1alpha1.PartStart;
import io.grpc.CallOptions;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A download across attempts: each asks only for what is still missing. */
final class PartDownload {
    private final LinkSettings wire;
    private final ModelManifest manifest;
    private final String client;
    private final long epoch;
    private final Deque<Fetch> missing;

    PartDownload(LinkSettings wire, ModelManifest manifest, String client, long epoch, List<Fetch> parts) {
        this.wire = wire;
        this.manifest = manifest;
        this.client = client;
        this.epoch = epoch;
        this.missing = new ArrayDeque<>(parts);
    }

    void attempt(CallOptions options) throws StatusException, InterruptedException {
        if (missing.isEmpty()) {
            return;
        }
        var request = DownloadRequest.newBuilder().setClient(client).setEpoch(epoch);
        missing.forEach(fetch -> request.addParts(PartRequest.newBuilder()
                .setPart(fetch.part())
                .setOffset(fetch.sink().verifiedBytes())));
        var call = ClientCalls.blockingV2ServerStreamingCall(
                wire.channel(), wire.methods().download(), options, request.build());
        try {
            receive(call);
        } catch (IOException e) {
            throw Status.UNAVAILABLE
                    .withDescription("a part cannot be kept: " + e.getMessage())
                    .withCause(e)
                    .asException();
        } finally {
            call.cancel("the download is over", null);
        }
    }

    private void receive(BlockingClientCall<?, TransferFrame<DownloadFrame>> call)
            throws StatusException, InterruptedException, IOException {
        @Nullable PartStart start = null;
        while (!missing.isEmpty()) {
            PartSink sink = missing.element().sink();
            TransferFrame<DownloadFrame> frame = call.read();
            if (frame instanceof TransferFrame.Piece<DownloadFrame> piece && start != null) {
                take(piece, sink);
            } else if (frame instanceof TransferFrame.Message<DownloadFrame> message && start == null) {
                start = started(message.message().getStart());
            } else {
                throw broken("the coordinator sent " + (frame == null ? "too little" : "a frame out of turn"));
            }
            if (sink.verifiedBytes() >= start.getSizeBytes()) {
                finish(start, sink);
                start = null;
            }
        }
    }

    private PartStart started(PartStart start) throws StatusException {
        Fetch expected = missing.element();
        long size = PartVersions.id(expected.part())
                .flatMap(manifest::find)
                .map(PartSpec::sizeBytes)
                .orElse(-1L);
        if (!start.getPart().equals(expected.part())
                || start.getSizeBytes() != size
                || start.getOffset() != expected.sink().verifiedBytes()) {
            throw broken("asked for " + expected.part().getPart() + " from "
                    + expected.sink().verifiedBytes() + ", got "
                    + start.getPart().getPart() + " from " + start.getOffset() + " of " + start.getSizeBytes());
        }
        return start;
    }

    private void take(TransferFrame.Piece<DownloadFrame> piece, PartSink sink) throws StatusException, IOException {
        try {
            if (piece.offset() != sink.verifiedBytes() || !piece.content().hasRemaining()) {
                throw broken("a chunk at " + piece.offset() + " where " + sink.verifiedBytes() + " was expected");
            }
            if (ChunkFormat.crc32c(piece.content()) != piece.crc32c()) {
                throw broken("the digest of the chunk at " + piece.offset() + " does not match");
            }
            sink.append(piece.content());
        } finally {
            wire.methods().buffers().give(piece.content());
        }
    }

    private void finish(PartStart start, PartSink sink) throws StatusException, IOException {
        if (sink.crc32c() != start.getCrc32C()) {
            sink.reset();
            throw broken("the digest of " + start.getPart().getPart() + " does not match");
        }
        missing.remove();
    }

    /** An outage: the next attempt goes on at the last verified chunk. */
    private static StatusException broken(String what) {
        return Status.DATA_LOSS.withDescription(what).asException();
    }
}
