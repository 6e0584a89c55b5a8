package dev.fedmoe.protocol.client;

import dev.fedmoe.protocol.v1alpha1.Refusal;
import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Messages as a coordinator pushes them. Read by one thread; closed by any. */
public final class MessageStream<T> implements AutoCloseable {
    private final String what;
    private final BlockingClientCall<?, T> call;

    MessageStream(String what, BlockingClientCall<?, T> call) {
        this.what = what;
        this.call = call;
    }

    /** The next message; empty when none came within the bound; throws when the stream is broken or over. */
    public Optional<T> next(Duration within) throws LinkException {
        try {
            @Nullable T message = call.read(within.toNanos(), TimeUnit.NANOSECONDS);
            if (message == null) {
                throw new LinkException(Refusal.REFUSAL_UNSPECIFIED, what + ": the coordinator ended the stream", null);
            }
            return Optional.of(message);
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (StatusException e) {
            throw RetryLoop.failed(what, e);
        } catch (InterruptedException e) {
            throw RetryLoop.interrupted(what, e);
        }
    }

    @Override
    public void close() {
        call.cancel(what + " closed", null);
    }
}
