package dev.fedmoe.alignmentbenchmark;

import dev.fedmoe.alignmentbenchmark.regime.Contender;
import dev.fedmoe.alignmentbenchmark.regime.Regime;
import dev.fedmoe.alignmentbenchmark.trial.Trial;
import dev.fedmoe.alignmentbenchmark.trial.TrialRecord;
import dev.fedmoe.alignmentbenchmark.world.World;
import dev.fedmoe.local.input.BadInput;
import dev.fedmoe.worker.data.BadDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** All contenders of a regime in the world of one seed, one after the other. */
record Series(Regime regime, int seed, Results results, Consumer<TrialRecord> told) {
    /** Memory, where the system has it as a folder: neither commits nor uploads wait for a disk. */
    private static final Path MEMORY = Path.of("/dev/shm");

    void run(Sources sources) throws BadInput, BadDataException, IOException, InterruptedException {
        List<Contender> missing = missing();
        if (missing.isEmpty()) {
            return;
        }
        var world = World.of(sources.find(regime.data()), regime, seed);
        Path work = Files.isWritable(MEMORY)
                ? Files.createTempDirectory(MEMORY, "alignment-benchmark")
                : Files.createTempDirectory("alignment-benchmark");
        try {
            world.write(work.resolve("data"));
            for (Contender contender : missing) {
                Path volume = work.resolve(contender.name());
                var trial = new Trial(regime, contender, seed, world).run(work.resolve("data"), volume);
                results.keep(trial);
                told.accept(trial);
                delete(volume);
            }
        } finally {
            delete(work);
        }
    }

    private List<Contender> missing() throws IOException {
        var missing = new ArrayList<Contender>();
        for (Contender contender : regime.goal().contenders()) {
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
