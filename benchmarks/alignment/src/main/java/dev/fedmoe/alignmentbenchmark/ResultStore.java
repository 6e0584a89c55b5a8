package dev.fedmoe.alignmentbenchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fedmoe.alignmentbenchmark.experiment.Experiment;
import dev.fedmoe.alignmentbenchmark.experiment.Variant;
import dev.fedmoe.alignmentbenchmark.trial.TrialRecord;
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
    Optional<TrialRecord> find(Experiment regime, Variant contender, int seed) throws IOException {
        Path file = file(regime.name(), contender.name(), seed);
        return Files.exists(file)
                ? Optional.of(JSON.readValue(file.toFile(), TrialRecord.class))
                        .filter(trial -> regime.circumstances().equals(trial.circumstances()))
                : Optional.empty();
    }

    void keep(TrialRecord trial) throws IOException {
        Files.createDirectories(folder);
        Path file = file(trial.regime(), trial.contender(), trial.seed());
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        JSON.writeValue(temporary.toFile(), trial);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** All there are of these regimes, in their order. */
    List<TrialRecord> all(List<Experiment> regimes) throws IOException {
        var trials = new ArrayList<TrialRecord>();
        for (Experiment regime : regimes) {
            for (Variant contender : regime.goal().contenders()) {
                for (int seed : regime.seeds()) {
                    find(regime, contender, seed).ifPresent(trials::add);
                }
            }
        }
        return trials;
    }

    private Path file(String regime, String contender, int seed) {
        return folder.resolve((regime + "-" + contender + "-" + seed + ".json").replace(' ', '-'));
    }
}
