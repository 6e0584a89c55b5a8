package dev.fedmoe.coordinator.progress;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What moves between clients and coordinator now, and what trainers have been served since this process started. Safe for several threads. */
public final class TransferMeter {
    private final AtomicLong servedBytes = new AtomicLong();
    private final Map<String, Integer> downloads = new ConcurrentHashMap<>();
    private final Map<String, Integer> uploads = new ConcurrentHashMap<>();

    public void served(long bytes) {
        servedBytes.addAndGet(bytes);
    }

    public long servedBytes() {
        return servedBytes.get();
    }

    public void downloadBegun(String client) {
        downloads.merge(client, 1, Integer::sum);
    }

    public void downloadEnded(String client) {
        downloads.computeIfPresent(client, (name, running) -> running > 1 ? running - 1 : null);
    }

    public void uploadBegun(String client) {
        uploads.merge(client, 1, Integer::sum);
    }

    public void uploadEnded(String client) {
        uploads.computeIfPresent(client, (name, running) -> running > 1 ? running - 1 : null);
    }

    boolean isDownloading(String client) {
        return downloads.containsKey(client);
    }

    boolean isUploading(String client) {
        return uploads.containsKey(client);
    }
}
