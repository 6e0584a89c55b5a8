package dev.fedmoe.benchmarks.policies;

import dev.fedmoe.benchmarks.policies.experiment.Experiment;
import dev.fedmoe.benchmarks.policies.experiment.ExperimentFile;
import dev.fedmoe.benchmarks.policies.experiment.Variant;
import dev.fedmoe.benchmarks.policies.report.ComparisonReport;
import dev.fedmoe.benchmarks.policies.trial.TrialRecord;
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
        name = "compare",
        mixinStandardHelpOptions = true,
        description = "Compares alignment policies by real training, experiment by experiment.")
public final class PolicyComparison implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "EXPERIMENT.yaml",
            description = "What to compare under which circumstances.")
    private List<Path> files = List.of();

    @Option(names = "--seeds", split = ",", description = "Only these seeds instead of the experiment's.")
    private List<Integer> seeds = List.of();

    @Option(names = "--policies", split = ",", description = "Only these policies instead of the experiment's.")
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
        var experiments = new ArrayList<Experiment>();
        for (Path file : files) {
            experiments.add(chosen(ExperimentFile.read(file)));
        }
        var kept = new ResultStore(results);
        if (!reportOnly) {
            run(experiments, kept);
        }
        say("The report is " + ComparisonReport.write(results, experiments, kept.all(experiments)) + ".");
        return 0;
    }

    private void run(List<Experiment> experiments, ResultStore kept)
            throws BadInputException, BadDataException, IOException, InterruptedException {
        var sources = new DatasetSources(data, this::say);
        for (Experiment experiment : experiments) {
            for (int seed : experiment.seeds()) {
                new ScenarioRuns(experiment, seed, kept, this::told).run(sources);
            }
        }
    }

    private Experiment chosen(Experiment experiment) throws BadInputException {
        try {
            var variants = policies.stream().map(Variant::parse).toList();
            return experiment.with(
                    seeds.isEmpty() ? experiment.seeds() : seeds,
                    variants.isEmpty() ? experiment.variants() : variants);
        } catch (IllegalArgumentException e) {
            throw new BadInputException("--policies: " + e.getMessage(), e);
        }
    }

    private void told(TrialRecord trial) {
        say(String.format(
                Locale.ROOT,
                "%s, %s, seed %d: G %.3f, P %.3f after %d rounds, load CV %.2f (%.0f s)",
                trial.experiment(),
                trial.variant(),
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
