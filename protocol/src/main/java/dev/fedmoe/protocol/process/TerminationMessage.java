package dev.fedmoe.protocol.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Why a process ends, <a href="https://kubernetes.io/docs/tasks/debug/debug-application/determine-reason-pod-failure/">where the
 * kubelet reads it</a>: the file that FEDMOE_TERMINATION_LOG names, else {@value #USUAL} if there is one.
 */
public final class TerminationMessage {
    public static final String VARIABLE = "FEDMOE_TERMINATION_LOG";

    /** In bytes; half of what Kubernetes keeps. */
    static final int LONGEST = 2048;

    private static final String USUAL = "/dev/termination-log";

    private TerminationMessage() {}

    /** Says it as well as it can; outside of a pod nobody listens. */
    public static void say(String message) {
        say(message, System.getenv());
    }

    static void say(String message, Map<String, String> environment) {
        String named = environment.getOrDefault(VARIABLE, "");
        Path file = Path.of(named.isEmpty() ? USUAL : named);
        if (named.isEmpty() && !Files.isWritable(file)) {
            return;
        }
        try {
            Files.write(file, bounded(message));
        } catch (IOException nobodyListens) {
            // The log has it as well.
        }
    }

    /** Never cut in the middle of a character. */
    private static byte[] bounded(String message) {
        var bytes = ByteBuffer.allocate(LONGEST);
        StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(message), bytes, true);
        var kept = new byte[bytes.flip().remaining()];
        bytes.get(kept);
        return kept;
    }
}
