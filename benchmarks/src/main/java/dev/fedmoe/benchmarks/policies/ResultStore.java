package dev.fedmoe.benchmarks.policies;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fedmoe.benchmarks.policies.experiment.Experiment;
import dev.fedmoe.benchmarks.policies.experiment.Variant;
import dev.fedmoe.benchmarks.policies.trial.TrialRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One JSON file a run, so that what was interrupted goes on where it was. */
record ResultStore(Path folder) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Empty when it has not run, or under other circumstances than now. */
    Optional<TrialRecord> find(Experiment experiment, Variant variant, int seed) throws IOException {
        Path file = file(experiment.name(), variant.name(), seed);
        return Files.exists(file)
                ? Optional.of(JSON.readValue(file.toFile(), TrialRecord.class))
                        .filter(trial -> experiment.circumstances().equals(trial.circumstances()))
                : Optional.empty();
    }

    void keep(TrialRecord trial) throws IOException {
        Files.createDirectories(folder);
        Path file = file(trial.experiment(), trial.variant(), trial.seed());
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        JSON.writeValue(temporary.toFile(), trial);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** All there are of these experiments, in their order. */
    List<TrialRecord> all(List<Experiment> experiments) throws IOException {
        var trials = new ArrayList<TrialRecord>();
        for (Experiment experiment : experiments) {
            for (Variant variant : experiment.variants()) {
                for (int seed : experiment.seeds()) {
                    find(experiment, variant, seed).ifPresent(trials::add);
                }
            }
        }
        return trials;
    }

    private Path file(String experiment, String variant, int seed) {
        return folder.resolve((experiment + "-" + variant + "-" + seed + ".json").replace(' ', '-'));
    }
}
