package dev.fedmoe.protocol.identity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The token of one client or of the control side, asked for anew with each call. */
@FunctionalInterface
public interface TokenSource {
    String token() throws IOException;

    /** Reads the file each time, so that a rotated token is used at once. */
    static TokenSource file(Path file) {
        return () -> Files.readString(file).strip();
    }
}
