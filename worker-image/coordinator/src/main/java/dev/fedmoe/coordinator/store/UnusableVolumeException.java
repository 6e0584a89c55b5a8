package dev.fedmoe.coordinator.store;

import java.io.IOException;

/** The volume cannot be worked on, and starting from nothing would lose what it holds. Names the files and the next step. */
public final class UnusableVolumeException extends IOException {
    private static final long serialVersionUID = 1L;

    public UnusableVolumeException(String message) {
        super(message);
    }
}
