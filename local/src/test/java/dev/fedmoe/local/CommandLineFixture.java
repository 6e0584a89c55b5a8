package dev.fedmoe.local;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What the command line answers, within this process. */
record CommandLineFixture(int exitCode, String out, String err) {
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
