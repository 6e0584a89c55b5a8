package dev.fedmoe.protocol.client;

import dev.fedmoe.protocol.client.ControlClient.ProgressListener;
import dev.fedmoe.protocol.v1alpha1.Progress;
import dev.fedmoe.protocol.v1alpha1.Refusal;
import io.grpc.stub.StreamObserver;

/** Hands a watch's messages on. */
final class ProgressStream implements StreamObserver<Progress> {
    private final ProgressListener listener;

    ProgressStream(ProgressListener listener) {
        this.listener = listener;
    }

    @Override
    public void onNext(Progress progress) {
        listener.progress(progress);
    }

    @Override
    public void onError(Throwable e) {
        listener.ended(RetryLoop.failed("watch", e));
    }

    @Override
    public void onCompleted() {
        listener.ended(new LinkException(Refusal.REFUSAL_UNSPECIFIED, "watch: the coordinator ended the stream", null));
    }
}
