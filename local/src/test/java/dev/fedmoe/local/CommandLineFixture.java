package dev.fedmoe.local;

import dev.fedmoe.testing.GoldenFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

/** What the command line answers, within this process. */
record CommandLineFixture(int exitCode, String out, String err) {
    /** What a command prints, as a committed file. */
    static GoldenFile golden(String name) {
        return new GoldenFile(Path.of("src/test/resources/golden", name + ".txt"));
    }

    static CommandLineFixture run(String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        int exitCode = LocalMain.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
        return new CommandLineFixture(exitCode, out.toString(), err.toString());
    }
}
