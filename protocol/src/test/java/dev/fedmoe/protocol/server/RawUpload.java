package dev.fedmoe.protocol.server;

import dev.fedmoe.core.model.ModelManifest;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.protocol.ErrorCatalogue;
import dev.fedmoe.protocol.ManifestCodec;
import dev.fedmoe.protocol.PartVersions;
import dev.fedmoe.protocol.transfer.ChunkBuffers;
import dev.fedmoe.protocol.transfer.ChunkFormat;
import dev.fedmoe.protocol.transfer.MemoryPart;
import dev.fedmoe.protocol.transfer.TransferFrame;
import dev.fedmoe.protocol.transfer.TransferMethods;
import dev.fedmoe.protocol.v1alpha1.ExpertReport;
import dev.fedmoe.protocol.v1alpha1.PartBegin;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import dev.fedmoe.protocol.v1alpha1.RoundReport;
import dev.fedmoe.protocol.v1alpha1.UpdateHeader;
import dev.fedmoe.protocol.v1alpha1.UploadFrame;
import dev.fedmoe.protocol.v1alpha1.UploadReply;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import io.grpc.stub.ClientCalls;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An upload frame by frame, by a peer that need not play by the rules. */
final class RawUpload {
    private final ModelManifest manifest;
    private final BlockingClientCall<TransferFrame<UploadFrame>, UploadReply> call;

    RawUpload(Channel channel, ModelManifest manifest) {
        this.manifest = manifest;
        var method = new TransferMethods(new ChunkBuffers(1)).upload();
        call = ClientCalls.blockingBidiStreamingCall(
                channel, method, CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS));
    }

    static RoundReport.Builder report() {
        return RoundReport.newBuilder()
                .setSamples(100)
                .addExperts(ExpertReport.newBuilder().setExpert(0).setLoss(0.5).setSamples(60));
    }

    RawUpload header() throws Exception {
        return header(report());
    }

    RawUpload header(RoundReport.Builder report) throws Exception {
        return send(UploadFrame.newBuilder()
                .setHeader(UpdateHeader.newBuilder()
                        .setClient(LoopbackServer.CLIENT)
                        .setEpoch(1)
                        .setRound(1)
                        .setReport(report)));
    }

    /** What an honest client announces of a part. */
    PartBegin.Builder announce(PartId part, MemoryPart content) {
        var begin = PartBegin.newBuilder()
                .setBase(PartVersions.of(part, 0))
                .setSizeBytes(content.sizeBytes())
                .setCrc32C(content.crc32c());
        manifest.part(part).tensors().forEach(tensor -> begin.addTensors(ManifestCodec.encode(tensor)));
        return begin;
    }

    RawUpload begin(PartBegin.Builder begin) throws Exception {
        return send(UploadFrame.newBuilder().setBegin(begin));
    }

    RawUpload chunk(long offset, ByteBuffer content) throws Exception {
        return chunk(offset, ChunkFormat.crc32c(content), content);
    }

    RawUpload chunk(long offset, int crc32c, ByteBuffer content) throws Exception {
        call.write(new TransferFrame.Piece<>(offset, crc32c, content));
        return this;
    }

    RawUpload send(UploadFrame.Builder frame) throws Exception {
        call.write(new TransferFrame.Message<>(frame.build()));
        return this;
    }

    RawUpload halfClose() {
        call.halfClose();
        return this;
    }

    UploadReply reply() throws Exception {
        UploadReply reply = call.read(10, TimeUnit.SECONDS);
        if (reply == null) {
            throw new IllegalStateException("the stream ended without a reply");
        }
        return reply;
    }

    /** The refusal of the part at hand. */
    Refusal partRefusal() throws Exception {
        return reply().getVerdict().getRefusal();
    }

    /** The refusal that ended the stream. */
    Refusal streamRefusal() throws InterruptedException, TimeoutException {
        try {
            UploadReply reply = call.read(10, TimeUnit.SECONDS);
            throw new IllegalStateException("the stream went on with " + reply);
        } catch (StatusException e) {
            return ErrorCatalogue.refusal(e.getTrailers())
                    .orElseThrow(() -> new IllegalStateException("no refusal, but " + e.getStatus(), e));
        }
    }

    /** Does everything an honest client does for one part. */
    UploadReply submit(PartId part, MemoryPart content) throws Exception {
        begin(announce(part, content)).reply();
        return chunk(0, content.bytes()).reply();
    }
}
