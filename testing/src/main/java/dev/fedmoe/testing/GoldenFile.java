package dev.fedmoe.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A committed file that holds what the code is to produce, word for word. To write such files after a change, and then read what
 * changed: {@code -Dgolden.write=true}.
 */
public record GoldenFile(Path path) {
    /** Fails where {@code produced} differs; writes it first when asked to. */
    public void matches(String produced) throws IOException {
        if (isWritten()) {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.writeString(path, produced);
        }
        assertThat(path).content().isEqualTo(produced);
    }

    /** Whether this run writes golden files rather than only reading them. */
    public static boolean isWritten() {
        return Boolean.getBoolean("golden.write");
    }
}
