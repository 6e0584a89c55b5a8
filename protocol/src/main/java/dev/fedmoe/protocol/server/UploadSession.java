package dev.fedmoe.protocol.server;

import dev.fedmoe.core.model.PartId;
import dev.fedmoe.core.model.PartSpec;
import dev.fedmoe.protocol.ErrorCatalogue;
import dev.fedmoe.protocol.RefusedRequest;
import dev.fedmoe.protocol.Verdict;
import dev.fedmoe.protocol.server.FederationPort.Reception;
import dev.fedmoe.protocol.server.FederationPort.UpdateTicket;
import dev.fedmoe.protocol.transfer.ChunkBuffers;
import dev.fedmoe.protocol.transfer.TransferFrame;
import dev.fedmoe.protocol.v1alpha1.PartBegin;
import dev.fedmoe.protocol.v1alpha1.PartReady;
import dev.fedmoe.protocol.v1alpha1.PartVerdict;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import dev.fedmoe.protocol.v1alpha1.UpdateHeader;
import dev.fedmoe.protocol.v1alpha1.UploadFrame;
import dev.fedmoe.protocol.v1alpha1.UploadReply;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One upload stream: header, then parts. A part refused leaves the others alone; a frame out of turn ends the stream.
 * One frame is in memory at a time. Entered by one gRPC thread at a time and by the pace timer, hence synchronized.
 */
final class UploadSession implements StreamObserver<TransferFrame<UploadFrame>> {
    private final FederationPort port;
    private final AuthenticatedCaller caller;
    private final ChunkBuffers buffers;
    private final ServerCallStreamObserver<UploadReply> replies;
    private final MinThroughputGuard pace;
    private final Set<PartId> accepted = new HashSet<>();

    private String client = "";
    private @Nullable UpdateTicket ticket;
    private @Nullable PartReceiver incoming;
    /** Bytes of a refused part that may still be under way; dropped. */
    private long dropBytes;

    private boolean over;

    UploadSession(
            FederationPort port,
            AuthenticatedCaller caller,
            ChunkBuffers buffers,
            ServerCallStreamObserver<UploadReply> replies,
            MinThroughputGuard.Factory floor) {
        this.port = port;
        this.caller = caller;
        this.buffers = buffers;
        this.replies = replies;
        replies.disableAutoRequest();
        replies.setOnCancelHandler(this::release);
        replies.setOnCloseHandler(this::release);
        this.pace = floor.watch(this::end);
        replies.request(1);
    }

    @Override
    public void onNext(TransferFrame<UploadFrame> frame) {
        pace.work();
        long bytes = 0;
        synchronized (this) {
            if (frame instanceof TransferFrame.Piece<UploadFrame> piece) {
                bytes = piece.content().remaining();
                chunk(piece);
                buffers.give(piece.content());
            } else if (frame instanceof TransferFrame.Message<UploadFrame> message) {
                message(message.message());
            } else {
                end(new RefusedRequest(Refusal.REFUSAL_BAD_CHUNK, "a frame that cannot be read: " + frame));
            }
            if (!over) {
                replies.request(1);
            }
        }
        pace.rest(bytes);
    }

    private void message(UploadFrame frame) {
        switch (frame.getKindCase()) {
            case HEADER -> header(frame.getHeader());
            case BEGIN -> begin(frame.getBegin());
            default -> outOfTurn("a frame that is neither header, begin nor chunk");
        }
    }

    private void header(UpdateHeader header) {
        if (over || ticket != null) {
            outOfTurn("a second header");
            return;
        }
        client = PartAnnouncement.shorten(header.getClient());
        Optional<RefusedRequest> wrong = ReportValidator.report(port.manifest(), header.getReport());
        if (wrong.isPresent()) {
            end(wrong.get());
            return;
        }
        Verdict<UpdateTicket> verdict = port.update(caller, header);
        if (verdict instanceof Verdict.Denied<UpdateTicket> denied) {
            end(denied.why());
        } else if (verdict instanceof Verdict.Granted<UpdateTicket> granted) {
            ticket = granted.value();
        }
    }

    private void begin(PartBegin begin) {
        UpdateTicket open = ticket;
        if (over || open == null) {
            outOfTurn("a part before the header");
            return;
        }
        if (incoming != null) {
            refuse(incoming.spec().id().toString(), incoming.truncated());
        }
        incoming = null;
        dropBytes = 0;
        Verdict<PartSpec> announced = new PartAnnouncement(port.manifest()).begin(begin);
        if (announced instanceof Verdict.Denied<PartSpec> denied) {
            refuse(PartAnnouncement.shorten(begin.getBase().getPart()), denied.why());
        } else if (announced instanceof Verdict.Granted<PartSpec> granted) {
            admit(open, granted.value(), begin);
        }
    }

    private void admit(UpdateTicket open, PartSpec spec, PartBegin begin) {
        if (accepted.contains(spec.id())) {
            refuse(
                    spec.id().toString(),
                    new RefusedRequest(Refusal.REFUSAL_DUPLICATE, spec.id() + " was accepted on this stream already"));
            return;
        }
        Verdict<Reception> verdict = open.begin(spec.id(), begin.getBase().getVersion());
        if (verdict instanceof Verdict.Denied<Reception> denied) {
            refuse(spec.id().toString(), denied.why());
        } else if (verdict instanceof Verdict.Granted<Reception> granted) {
            if (granted.value() instanceof Reception.Receive receive) {
                receive(open, new PartReceiver(spec, begin, receive.sink(), port.maxAbsValue()));
            } else {
                accept(spec.id());
            }
        }
    }

    private void receive(UpdateTicket open, PartReceiver part) {
        if (part.missingBytes() == 0) {
            settle(open, part);
            return;
        }
        incoming = part;
        var ready = PartReady.newBuilder().setPart(part.spec().id().toString()).setOffset(part.offset());
        replies.onNext(UploadReply.newBuilder().setReady(ready).build());
    }

    private void chunk(TransferFrame.Piece<UploadFrame> piece) {
        PartReceiver part = incoming;
        UpdateTicket open = ticket;
        if (over || part == null || open == null) {
            drop(piece.content().remaining());
            return;
        }
        long missing = part.missingBytes();
        Optional<RefusedRequest> wrong;
        try {
            wrong = part.take(piece);
        } catch (IOException e) {
            wrong = Optional.of(noRoom(part, e));
        }
        if (wrong.isPresent()) {
            incoming = null;
            dropBytes = missing;
            drop(Math.min(missing, piece.content().remaining()));
            refuse(part.spec().id().toString(), wrong.get());
        } else if (part.missingBytes() == 0) {
            incoming = null;
            settle(open, part);
        }
    }

    private void settle(UpdateTicket open, PartReceiver part) {
        String name = part.spec().id().toString();
        try {
            Optional<RefusedRequest> wrong = part.finish();
            if (wrong.isPresent()) {
                refuse(name, wrong.get());
            } else if (open.complete(part.spec().id()) instanceof Verdict.Denied<PartId> denied) {
                refuse(name, denied.why());
            } else {
                accept(part.spec().id());
            }
        } catch (IOException e) {
            refuse(name, noRoom(part, e));
        }
    }

    private void drop(long bytes) {
        dropBytes -= bytes;
        if (dropBytes < 0) {
            outOfTurn("a chunk that belongs to no part");
        }
    }

    private static RefusedRequest noRoom(PartReceiver part, IOException e) {
        return new RefusedRequest(
                Refusal.REFUSAL_NO_ROOM, part.spec().id() + " cannot be stored now: " + e.getMessage());
    }

    private void accept(PartId part) {
        accepted.add(part);
        reply(PartVerdict.newBuilder().setPart(part.toString()));
    }

    private void refuse(String part, RefusedRequest why) {
        port.refused(client, why);
        reply(PartVerdict.newBuilder().setPart(part).setRefusal(why.refusal()).setMessage(why.message()));
    }

    private void reply(PartVerdict.Builder verdict) {
        replies.onNext(UploadReply.newBuilder().setVerdict(verdict).build());
    }

    private void outOfTurn(String what) {
        end(new RefusedRequest(
                Refusal.REFUSAL_OUT_OF_TURN, what + "; the order is header, then begin and chunks of each part"));
    }

    private synchronized void end(RefusedRequest why) {
        if (!over) {
            port.refused(client, why);
            replies.onError(ErrorCatalogue.exception(why));
            release();
        }
    }

    @Override
    public synchronized void onCompleted() {
        if (incoming != null) {
            end(incoming.truncated());
        } else if (!over) {
            replies.onCompleted();
            release();
        }
    }

    /** The peer is gone; what is verified stays in the sinks. */
    @Override
    public void onError(Throwable broken) {
        release();
    }

    private synchronized void release() {
        if (!over) {
            over = true;
            pace.stop();
            incoming = null;
            if (ticket != null) {
                ticket.close();
            }
        }
    }
}
