package dev.fedmoe.local.run;

import dev.fedmoe.core.job.JobSpec;
import dev.fedmoe.core.placement.StickyPlacer;
import dev.fedmoe.local.data.DataPartition;
import dev.fedmoe.local.data.FashionMnist;
import dev.fedmoe.local.data.ImageDataset;
import dev.fedmoe.local.folder.CacheFolder;
import dev.fedmoe.local.folder.RunFolder;
import dev.fedmoe.local.folder.SettingsFile;
import dev.fedmoe.local.input.BadInputException;
import dev.fedmoe.local.plan.JobPreparation;
import dev.fedmoe.local.plan.PlacedJob;
import dev.fedmoe.local.plan.RunOptions;
import dev.fedmoe.local.report.RecordedRuns;
import dev.fedmoe.local.terminal.TerminalOutput;
import dev.fedmoe.worker.data.SampleShape;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;

/** One run, from the command line's wishes to the summary. */
public final class LocalRun {
    private final RunOptions wishes;
    private final TerminalOutput terminal;
    private final Clock clock = Clock.systemUTC();

    public LocalRun(RunOptions wishes, TerminalOutput terminal) {
        this.wishes = wishes;
        this.terminal = terminal;
    }

    /** The exit code. Throws before anything is started when the input is bad. */
    public int run() throws BadInputException, IOException {
        PlacedJob gathered = new JobPreparation(new StickyPlacer()).gather(wishes.manifests(), wishes.overrides());
        DataPartition deal = deal(gathered);
        Path root = wishes.runs().resolve(gathered.name());
        try (var folder = RunFolder.open(root, wishes.existing(), this::tellMoved)) {
            introduce(gathered, deal);
            JobSpec job = spec(folder, gathered);
            new RecordedRuns(folder.root()).copyFrom(wishes.manifests());
            var data = job.data();
            deal.write(folder::client, folder.test(), data.image(), data.label().orElseThrow());
            return new RunSession(wishes, gathered, deal, terminal, clock).run(folder, job);
        }
    }

    private DataPartition deal(PlacedJob gathered) throws BadInputException {
        var model = gathered.translated().spec().model();
        var shape = new SampleShape(model.inputShape(), model.classes());
        ImageDataset images = wishes.data().isPresent()
                ? ImageDataset.read(
                        wishes.data().get().getFileName().toString(),
                        wishes.data().get(),
                        shape)
                : ImageDataset.read(
                        FashionMnist.NAME, new FashionMnist(CacheFolder.folder()).folder(terminal::line), shape);
        return DataPartition.of(
                images, gathered.clientNames(), wishes.split(), gathered.job().getSpec().alignment.seed);
    }

    private void introduce(PlacedJob gathered, DataPartition deal) {
        var spec = gathered.job().getSpec();
        int clients = gathered.clients().size();
        terminal.line(
                String.format(Locale.ROOT, "Data     %s, %,d for testing", deal.description(), deal.testSamples()));
        terminal.line(String.format(
                Locale.ROOT,
                "Nodes    %d client%s, %d expert slots; %d experts × %d holders fit",
                clients,
                clients == 1 ? "" : "s",
                gathered.placement().slots(),
                spec.model.experts,
                spec.training.quorum.perExpert));
        gathered.placement().remarks().forEach(remark -> terminal.line("         " + remark));
        terminal.line("");
    }

    /** A new job gets a uid; a resumed one keeps its own. */
    private JobSpec spec(RunFolder folder, PlacedJob gathered) throws BadInputException, IOException {
        var file = new SettingsFile(folder.settings());
        JobSpec wanted = gathered.translated().spec();
        JobSpec job = wishes.existing() == RunFolder.Existing.RESUME
                ? file.resume(wanted)
                : wanted.withUid(UUID.randomUUID().toString());
        file.write(job);
        gathered.job().getMetadata().setUid(job.uid());
        gathered.job().getMetadata().setCreationTimestamp(clock.instant().toString());
        return job;
    }

    private void tellMoved(Path aside) {
        terminal.line("The earlier run is kept in " + aside + ".");
    }
}
