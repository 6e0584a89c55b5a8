package dev.fedmoe.benchmarks.echo;

import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What benchmarks with echo workers share: the size of the federation, and where the JSON line goes. */
final class EchoOptions {
    /** Rounds that are not measured: code is compiled and connections are made in them. */
    static final int WARM_UP = 3;

    @Option(names = "--clients", description = "Worker processes. Default: ${DEFAULT-VALUE}")
    private int clients = 8;

    @Option(names = "--model-mb", description = "MiB of the model. Default: ${DEFAULT-VALUE}")
    private int modelMb;

    @Option(
            names = "--rounds",
            description = "Measured rounds, after " + WARM_UP + " to warm up. Default: ${DEFAULT-VALUE}")
    private int rounds;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    EchoOptions(int modelMb, int rounds) {
        this.modelMb = modelMb;
        this.rounds = rounds;
    }

    int clients() {
        return clients;
    }

    int modelMb() {
        return modelMb;
    }

    int rounds() {
        return rounds;
    }

    /** The model that all workers send back, with enough rounds to measure. */
    EchoModel model() {
        return new EchoModel(clients, modelMb, WARM_UP + rounds + 1);
    }

    /** The figures of the measured rounds. */
    EchoFigures figures(EchoRun.Result result) {
        return new EchoFigures(result, WARM_UP + 1, WARM_UP + rounds);
    }

    /** Prints one line of JSON, with decimal points wherever it runs. */
    void print(String format, Object... values) {
        var out = command.commandLine().getOut();
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
