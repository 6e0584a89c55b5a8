package dev.fedmoe.coordinator.drive;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The threads that do the slow work: one writes plans and commits, the others fold and tidy up. */
final class Workshop implements AutoCloseable {
    // Folding reads and writes as much as it computes: more threads than this gain nothing on an edge server.
    private static final int FOLDERS = 2;

    private final ExecutorService scribe = Executors.newSingleThreadExecutor(work -> daemon(work, "scribe"));
    private final ExecutorService folders = Executors.newFixedThreadPool(FOLDERS, work -> daemon(work, "folding"));

    ExecutorService scribe() {
        return scribe;
    }

    ExecutorService folders() {
        return folders;
    }

    @Override
    public void close() {
        scribe.shutdownNow();
        folders.shutdownNow();
    }

    private static Thread daemon(Runnable work, String name) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
