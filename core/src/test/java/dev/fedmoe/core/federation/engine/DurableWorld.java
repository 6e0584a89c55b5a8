package dev.fedmoe.core.federation.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.core.federation.FederationState;
import dev.fedmoe.core.federation.knowledge.CommittedModel;
import dev.fedmoe.core.federation.knowledge.RoundRecord;
import dev.fedmoe.core.federation.planning.FederationRun;
import dev.fedmoe.core.federation.planning.FirstRoundPlanner;
import dev.fedmoe.core.federation.planning.PlannedRound;
import dev.fedmoe.core.federation.rounds.OpenRound;
import dev.fedmoe.core.job.state.DesiredState;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.core.round.PartClosing;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A volume in memory: what survives a crash, with all that must never happen to it. */
final class DurableWorld {
    private final List<CommittedModel> commits = new ArrayList<>();
    private final Map<Integer, PlannedRound> plans = new HashMap<>();
    private final Map<Integer, Long> committedBy = new HashMap<>();
    private DesiredState desired = DesiredState.NONE;
    private long epoch;

    DurableWorld(FederationRun run) {
        commits.add(FirstRoundPlanner.untrained(run.manifest()));
    }

    /** A new coordinator begins: earlier ones write no more. */
    FederationState start(FederationRun run) {
        epoch = run.epoch();
        var next = Optional.ofNullable(plans.get(newest().round() + 1));
        return FederationState.resumed(run, desired, newest(), next, List.of());
    }

    CommittedModel newest() {
        return commits.get(commits.size() - 1);
    }

    void apply(DesiredState newest) {
        desired = newest;
    }

    /** False when another coordinator has taken over. */
    boolean write(long writer, PlannedRound planned) {
        if (writer != epoch) {
            return false;
        }
        plans.put(planned.round(), planned);
        return true;
    }

    /**
     * Empty when another coordinator has taken over.
     *
     * @param folds of the round's parts
     */
    Optional<CommittedModel> commit(long writer, OpenRound round, RoundRecord record, Map<PartId, PartClosing> folds) {
        if (writer != epoch) {
            return Optional.empty();
        }
        assertThat(plans)
                .as("a round is committed only with the plan that is durable")
                .containsKey(round.number());
        assertThat(plans.get(round.number())).isEqualTo(round.planned());
        assertThat(round.number()).as("rounds follow each other").isEqualTo(newest().round() + 1);
        assertThat(committedBy.put(round.number(), writer))
                .as("one commit of round " + round.number())
                .isNull();
        assertThat(folds)
                .as("every part has closed")
                .hasSameSizeAs(round.start().versions().keySet());
        requireCountedOnce(record, folds);
        commits.add(EngineFixture.committed(round, record));
        return Optional.of(newest());
    }

    /** An expert's load grows by the samples of each client once. */
    private void requireCountedOnce(RoundRecord record, Map<PartId, PartClosing> folds) {
        var before = newest().learned().load();
        for (int e = 0; e < before.size(); e++) {
            int clients = folds.get(PartId.expert(e)) instanceof PartClosing.Aggregate aggregate
                    ? aggregate.clients().size()
                    : 0;
            assertThat(record.learned().load().get(e))
                    .as("load of expert " + e)
                    .isEqualTo(before.get(e) + clients * EngineFixture.SAMPLES);
        }
    }
}
