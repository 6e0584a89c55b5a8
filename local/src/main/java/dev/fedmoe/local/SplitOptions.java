package dev.fedmoe.local;

import dev.fedmoe.local.input.BadInputException;
import dev.fedmoe.local.split.DataSplit;
import dev.fedmoe.local.split.DirichletSplit;
import dev.fedmoe.local.split.IidSplit;
import dev.fedmoe.local.split.ShardSplit;
import picocli.CommandLine.Option;

/** How the data is dealt out to the clients. */
final class SplitOptions {
    @Option(
            names = "--split",
            paramLabel = "KIND",
            defaultValue = "dirichlet",
            description = "How the data is dealt out: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Kind kind = Kind.dirichlet;

    @Option(
            names = "--alpha",
            paramLabel = "A",
            defaultValue = "0.3",
            description =
                    "Of the Dirichlet split: small is few classes a client, large is even (default: ${DEFAULT-VALUE}).")
    private double alpha;

    @Option(
            names = "--shards",
            paramLabel = "K",
            defaultValue = "2",
            description = "Of the shards split: classes a client (default: ${DEFAULT-VALUE}).")
    private int shards;

    /** As typed on the command line. */
    enum Kind {
        iid,
        dirichlet,
        shards
    }

    DataSplit split() throws BadInputException {
        if (!(alpha > 0) || Double.isInfinite(alpha)) {
            throw new BadInputException("--alpha " + alpha + ": must be greater than 0, for instance 0.3.");
        }
        return switch (kind) {
            case iid -> new IidSplit();
            case dirichlet -> new DirichletSplit(alpha);
            case shards -> new ShardSplit(shards);
        };
    }
}
