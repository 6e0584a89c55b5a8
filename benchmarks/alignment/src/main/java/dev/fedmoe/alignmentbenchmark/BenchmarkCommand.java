package dev.fedmoe.alignmentbenchmark;

import dev.fedmoe.alignmentbenchmark.experiment.Experiment;
import dev.fedmoe.alignmentbenchmark.experiment.ExperimentFile;
import dev.fedmoe.alignmentbenchmark.experiment.Variant;
import dev.fedmoe.alignmentbenchmark.report.ComparisonReport;
import dev.fedmoe.alignmentbenchmark.trial.TrialRecord;
import dev.fedmoe.local.input.BadInputException;
import dev.fedmoe.worker.data.BadDataException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs what has no result yet, then reports on all there is. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Compares alignment policies by real training, regime by regime.")
final class BenchmarkCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "REGIME.yaml", description = "What to compare under which circumstances.")
    private List<Path> files = List.of();

    @Option(names = "--seeds", split = ",", description = "Only these seeds instead of the regime's.")
    private List<Integer> seeds = List.of();

    @Option(names = "--policies", split = ",", description = "Only these policies instead of the regime's.")
    private List<String> policies = List.of();

    @Option(
            names = "--results",
            defaultValue = "runs/alignment",
            description = "Folder of results, kept between calls.")
    private Path results = Path.of("");

    @Option(names = "--data", description = "Folder of Fashion-MNIST's four files, instead of the package.")
    private Path data = Path.of("");

    @Option(names = "--report-only", description = "Trains nothing; reports on the results there are.")
    private boolean reportOnly;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws BadInputException, BadDataException, IOException, InterruptedException {
        var regimes = new ArrayList<Experiment>();
        for (Path file : files) {
            regimes.add(chosen(ExperimentFile.read(file)));
        }
        var kept = new ResultStore(results);
        if (!reportOnly) {
            run(regimes, kept);
        }
        say("The report is " + ComparisonReport.write(results, regimes, kept.all(regimes)) + ".");
        return 0;
    }

    private void run(List<Experiment> regimes, ResultStore kept)
            throws BadInputException, BadDataException, IOException, InterruptedException {
        var sources = new DatasetSources(data, this::say);
        for (Experiment regime : regimes) {
            for (int seed : regime.seeds()) {
                new ScenarioRuns(regime, seed, kept, this::told).run(sources);
            }
        }
    }

    private Experiment chosen(Experiment regime) throws BadInputException {
        try {
            var contenders = policies.stream().map(Variant::parse).toList();
            return regime.with(seeds.isEmpty() ? regime.seeds() : seeds)
                    .with(regime.goal()
                            .with(contenders.isEmpty() ? regime.goal().contenders() : contenders));
        } catch (IllegalArgumentException e) {
            throw new BadInputException("--policies: " + e.getMessage(), e);
        }
    }

    private void told(TrialRecord trial) {
        say(String.format(
                Locale.ROOT,
                "%s, %s, seed %d: G %.3f, P %.3f after %d rounds, load CV %.2f (%.0f s)",
                trial.regime(),
                trial.contender(),
                trial.seed(),
                trial.last().global(),
                trial.last().personal(),
                trial.last().round(),
                trial.last().loadCv(),
                trial.tookSeconds()));
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
    }
}
