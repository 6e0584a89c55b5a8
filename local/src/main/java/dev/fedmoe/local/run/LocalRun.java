package dev.fedmoe.local.run;

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
import dev.fedmoe.protocol.v1alpha1.JobSettings;
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
            JobSettings settings = settings(folder, gathered);
            new RecordedRuns(folder.root()).copyFrom(wishes.manifests());
            var data = settings.getData();
            deal.write(folder::client, folder.test(), data.getImage(), data.getLabel());
            return new RunSession(wishes, gathered, deal, terminal, clock).run(folder, settings);
        }
    }

    private DataPartition deal(PlacedJob gathered) throws BadInputException {
        var model = gathered.translated().settings().getModel();
        var shape = new SampleShape(model.getInputShapeList(), model.getClasses());
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
    private JobSettings settings(RunFolder folder, PlacedJob gathered) throws BadInputException, IOException {
        var file = new SettingsFile(folder.settings());
        JobSettings wanted = gathered.translated().settings();
        JobSettings settings = wishes.existing() == RunFolder.Existing.RESUME
                ? file.resume(wanted)
                : wanted.toBuilder().setUid(UUID.randomUUID().toString()).build();
        file.write(settings);
        gathered.job().getMetadata().setUid(settings.getUid());
        gathered.job().getMetadata().setCreationTimestamp(clock.instant().toString());
        return settings;
    }

    private void tellMoved(Path aside) {
        terminal.line("The earlier run is kept in " + aside + ".");
    }
}
