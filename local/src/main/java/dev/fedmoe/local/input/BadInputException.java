package dev.fedmoe.local.input;

/** The user asked for something that cannot work. The message names the value and the next step; the exit code is 2. */
public final class BadInputException extends Exception {
    private static final long serialVersionUID = 1;

    public BadInputException(String message) {
        super(message);
    }

    public BadInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
