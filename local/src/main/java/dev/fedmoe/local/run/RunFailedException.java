package dev.fedmoe.local.run;

import java.io.IOException;

/** The run cannot go on; the message says why and where to look. What is committed stays for {@code --resume}. */
final class RunFailedException extends IOException {
    private static final long serialVersionUID = 1;

    RunFailedException(String message) {
        super(message);
    }
}
