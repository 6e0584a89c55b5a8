package dev.fedmoe.local.process;

/** Exit codes for people. */
final class ExitCodes {
    private static final int SIGNALLED = 128;

    private ExitCodes() {}

    static String describe(int exitCode) {
        return switch (exitCode - SIGNALLED) {
            case 9 -> "was killed (SIGKILL; maybe the machine ran out of memory)";
            case 15 -> "was ended (SIGTERM)";
            default -> "ended with exit code " + exitCode;
        };
    }
}
