package dev.fedmoe.protocol.server;

import dev.fedmoe.core.model.PartSpec;
import dev.fedmoe.protocol.ErrorCatalogue;
import dev.fedmoe.protocol.RefusedRequest;
import dev.fedmoe.protocol.Verdict;
import dev.fedmoe.protocol.transfer.ChunkBuffers;
import dev.fedmoe.protocol.transfer.PartReader;
import dev.fedmoe.protocol.transfer.PartSource;
import dev.fedmoe.protocol.transfer.TransferFrame;
import dev.fedmoe.protocol.v1alpha1.DownloadFrame;
import dev.fedmoe.protocol.v1alpha1.DownloadRequest;
import dev.fedmoe.protocol.v1alpha1.PartRequest;
import dev.fedmoe.protocol.v1alpha1.PartStart;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.io.IOException;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** One download stream: sends a chunk whenever the transport has room for it, so that one is in memory at a time. */
final class DownloadSession {
    private final FederationPort port;
    private final AuthenticatedCaller caller;
    private final DownloadRequest request;
    private final ChunkBuffers buffers;
    private final ServerCallStreamObserver<TransferFrame<DownloadFrame>> frames;
    private final MinThroughputGuard pace;

    private final Iterator<PartRequest> waiting;
    private @Nullable PartSource source;
    private @Nullable PartReader reader;
    private boolean over;

    DownloadSession(
            FederationPort port,
            AuthenticatedCaller caller,
            DownloadRequest request,
            ChunkBuffers buffers,
            ServerCallStreamObserver<TransferFrame<DownloadFrame>> frames,
            MinThroughputGuard.Factory floor) {
        this.port = port;
        this.caller = caller;
        this.request = request;
        this.waiting = request.getPartsList().iterator();
        this.buffers = buffers;
        this.frames = frames;
        this.pace = floor.watch(this::end);
        frames.setOnCancelHandler(this::release);
        frames.setOnCloseHandler(this::release);
        frames.setOnReadyHandler(this::pump);
    }

    void pump() {
        while (frames.isReady() && !isOver()) {
            pace.work();
            pace.rest(step());
        }
    }

    private synchronized boolean isOver() {
        return over;
    }

    /** Sends one frame; returns the bytes of content in it. */
    private synchronized int step() {
        PartReader current = reader;
        if (over) {
            return 0;
        }
        try {
            if (current != null && current.hasNext()) {
                return send(current.next());
            }
            closeSource();
            if (waiting.hasNext()) {
                start(waiting.next());
            } else {
                frames.onCompleted();
                release();
            }
        } catch (IOException e) {
            frames.onError(Status.UNAVAILABLE
                    .withDescription("the part cannot be read now: " + e.getMessage())
                    .asRuntimeException());
            release();
        }
        return 0;
    }

    private int send(TransferFrame.Piece<DownloadFrame> piece) {
        int bytes = piece.content().remaining();
        frames.onNext(piece);
        buffers.give(piece.content());
        return bytes;
    }

    private void start(PartRequest part) {
        Verdict<PartSpec> spec = new PartAnnouncement(port.manifest()).part(part.getPart());
        if (spec instanceof Verdict.Denied<PartSpec> denied) {
            end(denied.why());
        } else if (spec instanceof Verdict.Granted<PartSpec> granted) {
            long size = granted.value().sizeBytes();
            if (part.getOffset() < 0 || part.getOffset() > size || part.getOffset() % 4 != 0) {
                end(new RefusedRequest(
                        Refusal.REFUSAL_BAD_CHUNK,
                        granted.value().id() + " has no chunk at " + part.getOffset() + ", it has " + size + " bytes"));
            } else {
                open(part);
            }
        }
    }

    private void open(PartRequest part) {
        Verdict<PartSource> verdict = port.open(caller, request.getClient(), request.getEpoch(), part.getPart());
        if (verdict instanceof Verdict.Denied<PartSource> denied) {
            end(denied.why());
        } else if (verdict instanceof Verdict.Granted<PartSource> granted) {
            PartSource opened = granted.value();
            source = opened;
            reader = new PartReader(opened, part.getOffset(), buffers);
            var start = PartStart.newBuilder()
                    .setPart(part.getPart())
                    .setSizeBytes(opened.sizeBytes())
                    .setOffset(part.getOffset())
                    .setCrc32C(opened.crc32c());
            frames.onNext(new TransferFrame.Message<>(
                    DownloadFrame.newBuilder().setStart(start).build()));
        }
    }

    private synchronized void end(RefusedRequest why) {
        if (!over) {
            port.refused(PartAnnouncement.shorten(request.getClient()), why);
            frames.onError(ErrorCatalogue.exception(why));
            release();
        }
    }

    private synchronized void release() {
        if (!over) {
            over = true;
            pace.stop();
            closeSource();
        }
    }

    private void closeSource() {
        PartSource open = source;
        source = null;
        reader = null;
        if (open != null) {
            open.close();
        }
    }
}
