package dev.fedmoe.coordinator.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;

/** The newest desired state, as text: training goes on with it while the control side is away. */
public record DesiredStateFile(CheckpointVolume volume) {
    public Optional<String> read() throws IOException {
        return Files.exists(volume.desired())
                ? Optional.of(Files.readString(volume.desired(), StandardCharsets.UTF_8))
                : Optional.empty();
    }

    /** Durable when this returns. */
    public void write(String text) throws IOException {
        DurableWriter.replace(volume.desired(), text.getBytes(StandardCharsets.UTF_8));
    }
}
