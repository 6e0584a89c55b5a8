package dev.fedmoe.operator.apply;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.MDC;

/**
 * Calls to the API server side by side: each mostly waits for its answer, and a hundred one after the other would be seconds. Each
 * has the client's own bound on how long it may take.
 */
@Singleton
public class ParallelCalls {
    /** As many as are on their way at once, for all reconcilers together. */
    static final int MOST = 8;

    private static final long IDLE_SECONDS = 30;

    private final Executor threads;

    public ParallelCalls() {
        this(threads());
    }

    ParallelCalls(Executor threads) {
        this.threads = threads;
    }

    /**
     * Waits for the last of them, whatever becomes of the others.
     *
     * @return the answers in the order of the calls
     * @throws RuntimeException what the first of the calls that failed threw
     */
    public <T> List<T> all(List<Supplier<T>> calls) {
        if (calls.size() < 2) {
            return calls.stream().map(Supplier::get).toList();
        }
        Map<String, Object> context = Map.copyOf(MDC.getMap());
        var answers = calls.stream()
                .map(call -> CompletableFuture.supplyAsync(() -> within(context, call), threads))
                .toList();
        var failures = new ArrayList<RuntimeException>();
        var all = new ArrayList<T>();
        for (var answer : answers) {
            try {
                all.add(answer.join());
            } catch (CompletionException e) {
                failures.add(e.getCause() instanceof RuntimeException cause ? cause : e);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
        return all;
    }

    /** Logs of the call name what the caller's would. */
    private static <T> T within(Map<String, Object> context, Supplier<T> call) {
        context.forEach(MDC::put);
        try {
            return call.get();
        } finally {
            context.keySet().forEach(MDC::remove);
        }
    }

    private static Executor threads() {
        var pool = new ThreadPoolExecutor(
                MOST, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), runnable -> {
                    var thread = new Thread(runnable, "writes");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
