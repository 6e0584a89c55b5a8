package dev.fedmoe.protocol.client;

import dev.fedmoe.protocol.client.ControlClient.Applied;
import dev.fedmoe.protocol.v1alpha1.ApplyReply;
import dev.fedmoe.protocol.v1alpha1.DesiredJob;
import io.grpc.stub.StreamObserver;

/** Hands the answer to a desired state on; the call ends with its one message. */
final class ApplyReplyObserver implements StreamObserver<ApplyReply> {
    private final DesiredJob desired;
    private final Applied listener;

    ApplyReplyObserver(DesiredJob desired, Applied listener) {
        this.desired = desired;
        this.listener = listener;
    }

    @Override
    public void onNext(ApplyReply reply) {
        listener.accepted(reply);
    }

    @Override
    public void onError(Throwable e) {
        listener.failed(RetryLoop.failed("apply generation " + desired.getGeneration(), e));
    }

    @Override
    public void onCompleted() {}
}
