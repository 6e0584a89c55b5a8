package dev.fedmoe.protocol.client;

import dev.fedmoe.protocol.v1alpha1.ApplyReply;
import dev.fedmoe.protocol.v1alpha1.ControlGrpc;
import dev.fedmoe.protocol.v1alpha1.DesiredJob;
import dev.fedmoe.protocol.v1alpha1.Progress;
import dev.fedmoe.protocol.v1alpha1.WatchRequest;
import io.grpc.CallOptions;
import io.grpc.stub.ClientCalls;
import java.time.Duration;

/** What the operator or the local runner asks of a coordinator. Calls block, each within a bound. */
public final class ControlClient {
    private final Wire wire;
    private final CallOptions options;

    ControlClient(Wire wire, BearerToken token) {
        this.wire = wire;
        this.options = CallOptions.DEFAULT.withCallCredentials(token);
    }

    /** Hands over the desired state; tries again while the coordinator is away, until the bound. */
    public ApplyReply apply(DesiredJob desired, Duration within) throws LinkException {
        return wire.retry()
                .until(
                        within,
                        "apply generation " + desired.getGeneration(),
                        deadline -> ClientCalls.blockingV2UnaryCall(
                                wire.channel(), ControlGrpc.getApplyMethod(), options.withDeadline(deadline), desired));
    }

    /** Progress from now on, the current state first. A slow reader sees the newest state, never a backlog. */
    public MessageStream<Progress> watch() {
        return new MessageStream<>(
                "watch",
                ClientCalls.blockingV2ServerStreamingCall(
                        wire.channel(), ControlGrpc.getWatchMethod(), options, WatchRequest.getDefaultInstance()));
    }
}
