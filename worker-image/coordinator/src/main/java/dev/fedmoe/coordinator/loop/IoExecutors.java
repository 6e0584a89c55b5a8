package dev.fedmoe.coordinator.loop;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** The threads that do the slow work: one writes plans and commits, the others fold and tidy up. */
public final class IoExecutors implements AutoCloseable {
    // Folding reads and writes as much as it computes: more threads than this gain nothing on an edge server.
    private static final int FOLDERS = 2;

    private final ExecutorService writer = Executors.newSingleThreadExecutor(work -> daemon(work, "writing"));
    private final ExecutorService folders = Executors.newFixedThreadPool(FOLDERS, work -> daemon(work, "folding"));

    /** Work that writes. */
    public interface Writing<T> {
        T write() throws IOException;
    }

    /** Writes in turn with everything else that is written; one of the two hears of it, on the writing thread. */
    public <T> void write(Writing<T> writing, Consumer<T> done, Consumer<Exception> failed) {
        writer.execute(() -> {
            T result;
            try {
                result = writing.write();
            } catch (IOException | RuntimeException e) {
                failed.accept(e);
                return;
            }
            done.accept(result);
        });
    }

    public ExecutorService folders() {
        return folders;
    }

    /** Lets what was begun end, within a bound: the volume is somebody else's afterwards. */
    @Override
    public void close() {
        ThreadShutdown.await(writer);
        ThreadShutdown.await(folders);
    }

    private static Thread daemon(Runnable work, String name) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
