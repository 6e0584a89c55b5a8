package dev.fedmoe.alignmentbenchmark;

import dev.fedmoe.alignmentbenchmark.experiment.Experiment;
import dev.fedmoe.alignmentbenchmark.experiment.Variant;
import dev.fedmoe.alignmentbenchmark.scenario.Scenario;
import dev.fedmoe.alignmentbenchmark.trial.TrialRecord;
import dev.fedmoe.alignmentbenchmark.trial.TrialRun;
import dev.fedmoe.local.input.BadInputException;
import dev.fedmoe.worker.data.BadDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** All contenders of a regime in the world of one seed, one after the other. */
record ScenarioRuns(Experiment regime, int seed, ResultStore results, Consumer<TrialRecord> told) {
    /** Memory, where the system has it as a folder: neither commits nor uploads wait for a disk. */
    private static final Path MEMORY = Path.of("/dev/shm");

    void run(DatasetSources sources) throws BadInputException, BadDataException, IOException, InterruptedException {
        List<Variant> missing = missing();
        if (missing.isEmpty()) {
            return;
        }
        var world = Scenario.of(sources.find(regime.data()), regime, seed);
        Path work = Files.isWritable(MEMORY)
                ? Files.createTempDirectory(MEMORY, "alignment-benchmark")
                : Files.createTempDirectory("alignment-benchmark");
        try {
            world.write(work.resolve("data"));
            for (Variant contender : missing) {
                Path volume = work.resolve(contender.name());
                var trial = new TrialRun(regime, contender, seed, world).run(work.resolve("data"), volume);
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
        for (Variant contender : regime.goal().contenders()) {
            if (results.find(regime, contender, seed).isEmpty()) {
                missing.add(contender);
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
