package dev.fedmoe.protocol.server;

import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayList;
import java.util.List;

/** Runs what must happen once when a call is over, for whatever reason, even if it is over before it was told. */
final class CallCompletion {
    private final List<Runnable> todo = new ArrayList<>();
    private boolean over;

    CallCompletion(ServerCallStreamObserver<?> call, Runnable first) {
        todo.add(first);
        call.setOnCancelHandler(this::run);
        call.setOnCloseHandler(this::run);
    }

    void also(Runnable next) {
        synchronized (this) {
            if (!over) {
                todo.add(next);
                return;
            }
        }
        next.run();
    }

    private void run() {
        List<Runnable> now;
        synchronized (this) {
            over = true;
            now = List.copyOf(todo);
            todo.clear();
        }
        now.forEach(Runnable::run);
    }
}
