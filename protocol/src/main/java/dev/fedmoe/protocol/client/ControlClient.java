package dev.fedmoe.protocol.client;

import dev.fedmoe.protocol.v1alpha1.ApplyReply;
import dev.fedmoe.protocol.v1alpha1.ControlGrpc;
import dev.fedmoe.protocol.v1alpha1.DesiredJob;
import dev.fedmoe.protocol.v1alpha1.Progress;
import dev.fedmoe.protocol.v1alpha1.WatchRequest;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.stub.ClientCalls;
import java.time.Duration;

/** What the operator or the local runner asks of a coordinator. Calls block, each within a bound. */
public final class ControlClient {
    private final Channel channel;
    private final CallOptions options;
    private final Retry retry;

    ControlClient(Channel channel, BearerToken token, Retry retry) {
        this.channel = channel;
        this.options = CallOptions.DEFAULT.withCallCredentials(token);
        this.retry = retry;
    }

    /** Hands over the desired state; tries again while the coordinator is away, until the bound. */
    public ApplyReply apply(DesiredJob desired, Duration within) throws LinkException {
        return retry.until(
                within,
                "apply generation " + desired.getGeneration(),
                deadline -> ClientCalls.blockingV2UnaryCall(
                        channel, ControlGrpc.getApplyMethod(), options.withDeadline(deadline), desired));
    }

    /** Progress from now on, the current state first. A slow reader sees the newest state, never a backlog. */
    public MessageStream<Progress> watch() {
        return new MessageStream<>(
                "watch",
                ClientCalls.blockingV2ServerStreamingCall(
                        channel, ControlGrpc.getWatchMethod(), options, WatchRequest.getDefaultInstance()));
    }
}
