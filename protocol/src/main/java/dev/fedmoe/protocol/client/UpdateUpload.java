package dev.fedmoe.protocol.client;

import dev.fedmoe.core.model.ModelManifest;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.protocol.ManifestCodec;
import dev.fedmoe.protocol.PartVersions;
import dev.fedmoe.protocol.client.CoordinatorLink.Submission;
import dev.fedmoe.protocol.transfer.PartReader;
import dev.fedmoe.protocol.transfer.TransferFrame;
import dev.fedmoe.protocol.v1alpha1.PartBegin;
import dev.fedmoe.protocol.v1alpha1.PartReady;
import dev.fedmoe.protocol.v1alpha1.PartVerdict;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import dev.fedmoe.protocol.v1alpha1.UpdateHeader;
import dev.fedmoe.protocol.v1alpha1.UploadFrame;
import dev.fedmoe.protocol.v1alpha1.UploadReply;
import io.grpc.CallOptions;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An upload across attempts: each submits only the parts without a verdict yet, from where the coordinator says. */
final class UpdateUpload {
    private final LinkSettings wire;
    private final ModelManifest manifest;
    private final UpdateHeader header;
    private final List<Submission> parts;
    private final Map<String, PartVerdict> verdicts = new HashMap<>();
    private final Set<String> resumed = new HashSet<>();

    UpdateUpload(LinkSettings wire, ModelManifest manifest, UpdateHeader header, List<Submission> parts) {
        this.wire = wire;
        this.manifest = manifest;
        this.header = header;
        this.parts = List.copyOf(parts);
    }

    List<PartVerdict> attempt(CallOptions options) throws StatusException, InterruptedException {
        var call = ClientCalls.blockingBidiStreamingCall(
                wire.channel(), wire.methods().upload(), options);
        try {
            write(call, UploadFrame.newBuilder().setHeader(header));
            for (Submission part : parts) {
                if (!verdicts.containsKey(part.base().getPart())) {
                    submit(call, part);
                }
            }
            call.halfClose();
            for (UploadReply reply = call.read(); reply != null; reply = call.read()) {
                settle(reply.getVerdict());
            }
        } catch (IOException e) {
            throw Status.UNAVAILABLE
                    .withDescription("a part cannot be read: " + e.getMessage())
                    .withCause(e)
                    .asException();
        } finally {
            call.cancel("the upload is over", null);
        }
        return ordered();
    }

    private void submit(BlockingClientCall<TransferFrame<UploadFrame>, UploadReply> call, Submission part)
            throws StatusException, InterruptedException, IOException {
        write(call, UploadFrame.newBuilder().setBegin(begin(part)));
        Optional<PartReady> ready = awaitReady(call, part.base().getPart());
        if (ready.isEmpty()) {
            return;
        }
        long offset = ready.get().getOffset();
        if (offset > 0) {
            resumed.add(part.base().getPart());
        }
        var reader = new PartReader(part.source(), offset, wire.methods().buffers());
        while (reader.hasNext()) {
            TransferFrame.Piece<UploadFrame> piece = reader.next();
            write(call, piece);
            wire.methods().buffers().give(piece.content());
        }
    }

    private PartBegin begin(Submission part) {
        PartId id = PartVersions.id(part.base())
                .orElseThrow(() ->
                        new IllegalArgumentException("no part " + part.base().getPart()));
        var begin = PartBegin.newBuilder()
                .setBase(part.base())
                .setSizeBytes(part.source().sizeBytes())
                .setCrc32C(part.source().crc32c());
        manifest.part(id).tensors().forEach(tensor -> begin.addTensors(ManifestCodec.encode(tensor)));
        return begin.build();
    }

    /** Where to go on with the part; empty when it is settled without its bytes. */
    private Optional<PartReady> awaitReady(BlockingClientCall<?, UploadReply> call, String part)
            throws StatusException, InterruptedException {
        while (true) {
            UploadReply reply = call.read();
            if (reply == null) {
                throw broken("the coordinator ended the upload before " + part);
            }
            if (reply.hasReady()) {
                return Optional.of(reply.getReady());
            }
            settle(reply.getVerdict());
            if (reply.getVerdict().getPart().equals(part)) {
                return Optional.empty();
            }
        }
    }

    /** What was resumed may have been the start of other content; the coordinator has dropped it, so once more in full. */
    private void settle(PartVerdict verdict) throws StatusException {
        if (verdict.getRefusal() == Refusal.REFUSAL_WRONG_DIGEST && resumed.remove(verdict.getPart())) {
            throw broken(verdict.getMessage());
        }
        verdicts.put(verdict.getPart(), verdict);
    }

    private List<PartVerdict> ordered() throws StatusException {
        for (Submission part : parts) {
            if (!verdicts.containsKey(part.base().getPart())) {
                throw broken("no verdict on " + part.base().getPart());
            }
        }
        return parts.stream()
                .map(part -> verdicts.getOrDefault(part.base().getPart(), PartVerdict.getDefaultInstance()))
                .toList();
    }

    private static void write(
            BlockingClientCall<TransferFrame<UploadFrame>, UploadReply> call, UploadFrame.Builder frame)
            throws StatusException, InterruptedException {
        write(call, new TransferFrame.Message<>(frame.build()));
    }

    private static void write(
            BlockingClientCall<TransferFrame<UploadFrame>, UploadReply> call, TransferFrame<UploadFrame> frame)
            throws StatusException, InterruptedException {
        if (!call.write(frame)) {
            UploadReply unread = call.read();
            while (unread != null) {
                unread = call.read();
            }
            throw broken("the coordinator ended the upload early");
        }
    }

    /** An outage: the next attempt goes on at the last verified chunk. */
    private static StatusException broken(String what) {
        return Status.DATA_LOSS.withDescription(what).asException();
    }
}
