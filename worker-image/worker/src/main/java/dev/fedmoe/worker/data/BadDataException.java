package dev.fedmoe.worker.data;

/** The data cannot be used as it is. The message names the file, the offending value and the next step. */
public final class BadDataException extends Exception {
    private static final long serialVersionUID = 1L;

    public BadDataException(String message) {
        super(message);
    }

    public BadDataException(String message, Throwable cause) {
        super(message, cause);
    }
}
