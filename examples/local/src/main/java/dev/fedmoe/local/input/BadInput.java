package dev.fedmoe.local.input;

/** The user asked for something that cannot work. The message names the value and the next step; the exit code is 2. */
public final class BadInput extends Exception {
    private static final long serialVersionUID = 1;

    public BadInput(String message) {
        super(message);
    }

    public BadInput(String message, Throwable cause) {
        super(message, cause);
    }
}
