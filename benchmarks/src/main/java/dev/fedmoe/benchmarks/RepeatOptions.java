package dev.fedmoe.benchmarks;

import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What benchmarks that repeat a measurement share: how often, and where the JSON line goes. */
final class RepeatOptions {
    @Option(names = "--repeats", description = "Measurements of each figure. Default: ${DEFAULT-VALUE}")
    private int repeats;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    RepeatOptions(int repeats) {
        this.repeats = repeats;
    }

    int repeats() {
        return repeats;
    }

    /** Prints one line of JSON, with decimal points wherever it runs. */
    void print(String format, Object... values) {
        var out = command.commandLine().getOut();
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
