package dev.fedmoe.coordinator.store;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** The note of completion on the volume. */
public record CompletionFile(Volume volume) {
    /** Empty when there is none that reads: then the end is reached once more. */
    public Optional<Completion> read() {
        try {
            return Files.exists(volume.completion())
                    ? Optional.of(Json.unseal(Files.readAllBytes(volume.completion()), Completion.class))
                    : Optional.empty();
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    /** Durable when this returns. */
    public void write(Completion completion) throws IOException {
        Durably.replace(volume.completion(), Json.seal(completion));
    }
}
