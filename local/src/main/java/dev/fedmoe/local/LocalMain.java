package dev.fedmoe.local;

import java.util.Locale;
import picocli.CommandLine;

/** Trains a federated job on this machine. Exit codes: 0 complete, 1 failed, 2 bad input and nothing started, 130 interrupted. */
public final class LocalMain {
    private LocalMain() {}

    public static void main(String[] arguments) {
        // Numbers are written alike everywhere, in files that are compared and for people.
        Locale.setDefault(Locale.ROOT);
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new RunCommand())
                .addSubcommand(new ExplainCommand())
                .addSubcommand(new PlanCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(110)
                .setExecutionExceptionHandler(new CommandFailures());
    }
}
