package dev.fedmoe.coordinator.drive;

import dev.fedmoe.coordinator.job.ClientRegistry;
import dev.fedmoe.coordinator.job.JobMetrics;
import dev.fedmoe.coordinator.job.Roster;
import dev.fedmoe.coordinator.store.CheckpointVolume;
import dev.fedmoe.coordinator.store.Commit;
import dev.fedmoe.coordinator.store.RoundHistoryFile;
import dev.fedmoe.core.alignment.AlignmentPlan;
import dev.fedmoe.core.fitness.AffinityMatrix;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the job stands. Changed by the decision loop alone; what is volatile is also read by gRPC threads. */
final class State {
    /** What the coordinator is about. */
    enum Stage {
        BETWEEN_ROUNDS,
        ROUND_OPEN,
        COMMITTING,
        FINISHING,
        EXPORTING,
        DONE
    }

    final ClientRegistry members = new ClientRegistry();
    final Shelf shelf;
    final RoundHistoryFile history;
    Stage stage = Stage.BETWEEN_ROUNDS;
    JobMetrics measures;
    String phase = "Pending";
    String message = "";
    String modelPath = "";
    AlignmentPlan newestPlan;
    int newestPlanRound;
    private volatile Roster roster;
    private volatile @Nullable OpenRound open;
    private @Nullable Outlook outlook;
    private @Nullable AffinityMatrix affinities;
    private String affinitiesOf = "";

    private State(Shelf shelf, RoundHistoryFile history, Roster roster) {
        var newest = shelf.newest().record();
        this.shelf = shelf;
        this.history = history;
        this.roster = roster;
        this.measures =
                JobMetrics.of(newest.totals().measures(), newest.totals().best());
        this.newestPlan = newest.plan();
        this.newestPlanRound = newest.round();
    }

    /** As the newest commit left it. */
    static State resume(CheckpointVolume volume, Commit newest, Roster roster) throws IOException {
        var shelf = new Shelf();
        shelf.put(newest);
        return new State(shelf, RoundHistoryFile.open(volume, newest), roster);
    }

    Roster roster() {
        return roster;
    }

    void apply(Roster newest) {
        roster = newest;
    }

    /** Of the newest commit and roster. */
    Outlook outlook() {
        var known = outlook;
        if (known == null || !known.isOf(shelf.newest(), roster)) {
            known = Outlook.of(shelf.newest(), affinities(), roster);
            outlook = known;
        }
        return known;
    }

    /** Of the newest commit: made once for the next plan and for what clients are worth. */
    AffinityMatrix affinities() {
        var newest = shelf.newest();
        var known = affinities;
        if (known == null || !newest.digest().equals(affinitiesOf)) {
            known = AffinityMatrix.of(newest.record().learned().affinity());
            affinities = known;
            affinitiesOf = newest.digest();
        }
        return known;
    }

    Optional<OpenRound> open() {
        return Optional.ofNullable(open);
    }

    void opened(OpenRound round) {
        open = round;
        newestPlan = round.planned().plan();
        newestPlanRound = round.number();
    }

    void closed() {
        open = null;
    }

    int measuredRound() {
        return measures.find(JobMetrics.GLOBAL).map(measure -> measure.round()).orElse(-1);
    }
}
