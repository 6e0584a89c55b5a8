package dev.fedmoe.coordinator.store;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** The note of completion on the volume. */
public record CompletionFile(CheckpointVolume volume) {
    /** Empty when there is none that reads: then the end is reached once more. */
    public Optional<CompletionRecord> read() {
        try {
            return Files.exists(volume.completion())
                    ? Optional.of(JsonFiles.unseal(Files.readAllBytes(volume.completion()), CompletionRecord.class))
                    : Optional.empty();
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    /** Durable when this returns. */
    public void write(CompletionRecord completion) throws IOException {
        DurableWriter.replace(volume.completion(), JsonFiles.seal(completion));
    }
}
