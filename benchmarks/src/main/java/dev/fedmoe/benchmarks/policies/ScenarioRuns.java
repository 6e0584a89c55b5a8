package dev.fedmoe.benchmarks.policies;

import dev.fedmoe.benchmarks.policies.experiment.Experiment;
import dev.fedmoe.benchmarks.policies.experiment.Variant;
import dev.fedmoe.benchmarks.policies.scenario.Scenario;
import dev.fedmoe.benchmarks.policies.trial.TrialRecord;
import dev.fedmoe.benchmarks.policies.trial.TrialRun;
import dev.fedmoe.local.input.BadInputException;
import dev.fedmoe.worker.data.BadDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** All variants of an experiment in the scenario of one seed, one after the other. */
record ScenarioRuns(Experiment experiment, int seed, ResultStore results, Consumer<TrialRecord> told) {
    /** Memory, where the system has it as a folder: neither commits nor uploads wait for a disk. */
    private static final Path MEMORY = Path.of("/dev/shm");

    void run(DatasetSources sources) throws BadInputException, BadDataException, IOException, InterruptedException {
        List<Variant> missing = missing();
        if (missing.isEmpty()) {
            return;
        }
        var scenario = Scenario.of(sources.find(experiment.data()), experiment, seed);
        Path work = Files.isWritable(MEMORY)
                ? Files.createTempDirectory(MEMORY, "policy-comparison")
                : Files.createTempDirectory("policy-comparison");
        try {
            scenario.write(work.resolve("data"));
            for (Variant variant : missing) {
                Path volume = work.resolve(variant.name());
                var trial = new TrialRun(experiment, variant, seed, scenario).run(work.resolve("data"), volume);
                results.keep(trial);
                told.accept(trial);
                delete(volume);
            }
        } finally {
            delete(work);
        }
    }

    private List<Variant> missing() throws IOException {
        var missing = new ArrayList<Variant>();
        for (Variant variant : experiment.variants()) {
            if (results.find(experiment, variant, seed).isEmpty()) {
                missing.add(variant);
            }
        }
        return missing;
    }

    private static void delete(Path tree) throws IOException {
        try (var files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
