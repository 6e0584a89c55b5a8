package dev.fedmoe.protocol.transfer;

import dev.fedmoe.protocol.v1alpha1.DownloadFrame;
import dev.fedmoe.protocol.v1alpha1.DownloadRequest;
import dev.fedmoe.protocol.v1alpha1.FederationGrpc;
import dev.fedmoe.protocol.v1alpha1.UploadFrame;
import dev.fedmoe.protocol.v1alpha1.UploadReply;
import io.grpc.MethodDescriptor;

/** The two transfer calls of federation.proto, with chunks kept out of protobuf's hands. */
public final class TransferMethods {
    private final ChunkBuffers buffers;
    private final MethodDescriptor<TransferFrame<UploadFrame>, UploadReply> upload;
    private final MethodDescriptor<DownloadRequest, TransferFrame<DownloadFrame>> download;

    public TransferMethods(ChunkBuffers buffers) {
        this.buffers = buffers;
        var up = FederationGrpc.getUploadMethod();
        upload = up.toBuilder(
                        new FrameMarshaller<>(UploadFrame.CHUNK_FIELD_NUMBER, UploadFrame.parser(), buffers),
                        up.getResponseMarshaller())
                .build();
        var down = FederationGrpc.getDownloadMethod();
        download = down.toBuilder(
                        down.getRequestMarshaller(),
                        new FrameMarshaller<>(DownloadFrame.CHUNK_FIELD_NUMBER, DownloadFrame.parser(), buffers))
                .build();
    }

    /** Where received chunks come from and go back to. */
    public ChunkBuffers buffers() {
        return buffers;
    }

    public MethodDescriptor<TransferFrame<UploadFrame>, UploadReply> upload() {
        return upload;
    }

    public MethodDescriptor<DownloadRequest, TransferFrame<DownloadFrame>> download() {
        return download;
    }
}
