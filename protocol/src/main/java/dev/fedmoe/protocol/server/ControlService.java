package dev.fedmoe.protocol.server;

import dev.fedmoe.protocol.RefusedRequest;
import dev.fedmoe.protocol.server.ControlPort.ProgressFeed;
import dev.fedmoe.protocol.v1alpha1.ApplyReply;
import dev.fedmoe.protocol.v1alpha1.ControlGrpc;
import dev.fedmoe.protocol.v1alpha1.DesiredJob;
import dev.fedmoe.protocol.v1alpha1.Progress;
import dev.fedmoe.protocol.v1alpha1.WatchRequest;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.UncheckedIOException;
import java.util.Deque;
import java.util.Optional;

/** The control side's calls. */
final class ControlService extends ControlGrpc.ControlImplBase {
    /** Rounds of history a slow watcher can catch up on. */
    private static final int MAX_COMMITTED = 4096;

    private final ControlPort port;

    ControlService(ControlPort port) {
        this.port = port;
    }

    @Override
    public void apply(DesiredJob desired, StreamObserver<ApplyReply> reply) {
        ApplyReply inForce;
        try {
            inForce = port.apply(desired);
        } catch (UncheckedIOException e) {
            reply.onError(Status.RESOURCE_EXHAUSTED
                    .withDescription("generation " + desired.getGeneration() + " cannot be kept on the volume: "
                            + e.getMessage() + ". Maybe make room on it.")
                    .asRuntimeException());
            return;
        } catch (IllegalArgumentException e) {
            reply.onError(
                    Status.INVALID_ARGUMENT.withDescription(e.getMessage()).asRuntimeException());
            return;
        }
        reply.onNext(inForce);
        reply.onCompleted();
    }

    @Override
    public void watch(WatchRequest request, StreamObserver<Progress> observer) {
        var peer = (ServerCallStreamObserver<Progress>) observer;
        var outbox = new OutboundQueue<>(peer, ControlService::conflate);
        CallCompletion closing = new CallCompletion(peer, outbox::abandon);
        var watch = port.watch(new ProgressFeed() {
            @Override
            public void send(Progress progress) {
                outbox.send(progress);
            }

            @Override
            public void end() {
                outbox.end();
            }
        });
        closing.also(watch::close);
    }

    /** The newest state replaces the one waiting, but no committed round is lost from the history. */
    static Optional<RefusedRequest> conflate(Deque<Progress> waiting, Progress newest) {
        Progress older = waiting.poll();
        if (older == null || older.getCommittedCount() == 0) {
            waiting.add(newest);
            return Optional.empty();
        }
        int excess = Math.max(0, older.getCommittedCount() + newest.getCommittedCount() - MAX_COMMITTED);
        var kept = older.getCommittedList()
                .subList(Math.min(excess, older.getCommittedCount()), older.getCommittedCount());
        waiting.add(newest.toBuilder()
                .clearCommitted()
                .addAllCommitted(kept)
                .addAllCommitted(newest.getCommittedList())
                .build());
        return Optional.empty();
    }
}
