package dev.fedmoe.protocol.server;

import dev.fedmoe.protocol.ErrorCatalogue;
import dev.fedmoe.protocol.RefusedRequest;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Messages to one peer, in order, never blocking who sends. What a slow peer leaves waiting is up to {@link Overflow}. */
final class OutboundQueue<T> {
    private final ServerCallStreamObserver<T> peer;
    private final Overflow<T> overflow;
    private final Deque<T> waiting = new ArrayDeque<>();
    private boolean ended;

    OutboundQueue(ServerCallStreamObserver<T> peer, Overflow<T> overflow) {
        this.peer = peer;
        this.overflow = overflow;
        peer.setOnReadyHandler(this::flush);
    }

    synchronized void send(T message) {
        if (!ended) {
            Optional<RefusedRequest> tooMuch = overflow.add(waiting, message);
            tooMuch.ifPresentOrElse(this::fail, this::flush);
        }
    }

    /** Sends what waits, then ends the stream. */
    synchronized void end() {
        if (!ended) {
            ended = true;
            waiting.forEach(peer::onNext);
            waiting.clear();
            peer.onCompleted();
        }
    }

    private void fail(RefusedRequest why) {
        abandon();
        peer.onError(ErrorCatalogue.exception(why));
    }

    /** The stream is over by other means. */
    synchronized void abandon() {
        ended = true;
        waiting.clear();
    }

    private synchronized void flush() {
        while (!waiting.isEmpty() && peer.isReady()) {
            peer.onNext(waiting.remove());
        }
    }

    /** Adds a message to those waiting, dropping or merging as it sees fit, or says why the stream must end. */
    interface Overflow<T> {
        Optional<RefusedRequest> add(Deque<T> waiting, T message);
    }
}
