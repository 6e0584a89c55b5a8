package dev.fedmoe.protocol.client;

import dev.fedmoe.protocol.v1alpha1.ApplyReply;
import dev.fedmoe.protocol.v1alpha1.ControlGrpc;
import dev.fedmoe.protocol.v1alpha1.DesiredJob;
import dev.fedmoe.protocol.v1alpha1.Progress;
import dev.fedmoe.protocol.v1alpha1.WatchRequest;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.stub.ClientCalls;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What the operator or the local runner asks of a coordinator. Each call comes in two kinds: one that blocks within a bound, and one
 * that takes no thread and tells a listener, for a process with many coordinators.
 */
public final class ControlClient {
    private final LinkSettings wire;
    private final CallOptions options;

    ControlClient(LinkSettings wire, BearerToken token) {
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

    /** One attempt, which connects at once rather than wait out a back-off. {@code listener} hears exactly one answer. */
    public void apply(DesiredJob desired, Duration within, Applied listener) {
        ClientCall<DesiredJob, ApplyReply> call = wire.channel()
                .newCall(
                        ControlGrpc.getApplyMethod(),
                        options.withDeadlineAfter(within.toNanos(), TimeUnit.NANOSECONDS));
        ClientCalls.asyncUnaryCall(call, desired, new ApplyReplyObserver(desired, listener));
    }

    /** Progress from now on, the current state first, until {@code listener} hears the end, or the result is closed. */
    public Watching watch(ProgressListener listener) {
        wire.retry().reconnect();
        ClientCall<WatchRequest, Progress> call = wire.channel().newCall(ControlGrpc.getWatchMethod(), options);
        ClientCalls.asyncServerStreamingCall(call, WatchRequest.getDefaultInstance(), new ProgressStream(listener));
        return () -> call.cancel("watch closed", null);
    }

    /** Hears what became of a desired state: one of the two, once. */
    public interface Applied {
        void accepted(ApplyReply reply);

        void failed(LinkException why);
    }

    /** Hears of progress, one call at a time. Must not block. */
    public interface ProgressListener {
        void progress(Progress progress);

        /** The last call: the stream is broken, over, or was closed. */
        void ended(LinkException why);
    }

    /** A running watch. */
    public interface Watching extends AutoCloseable {
        @Override
        void close();
    }
}
