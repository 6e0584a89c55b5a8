package dev.fedmoe.core.federation;

import dev.fedmoe.core.collection.PersistentMap;
import dev.fedmoe.core.federation.FederationStage.BetweenRounds;
import dev.fedmoe.core.federation.FederationStage.Committing;
import dev.fedmoe.core.federation.FederationStage.Done;
import dev.fedmoe.core.federation.FederationStage.RoundOpen;
import dev.fedmoe.core.federation.client.ClientTable;
import dev.fedmoe.core.federation.knowledge.CommittedModel;
import dev.fedmoe.core.federation.knowledge.JobMetrics;
import dev.fedmoe.core.federation.planning.FederationRun;
import dev.fedmoe.core.federation.planning.PlannedRound;
import dev.fedmoe.core.federation.rounds.OpenRound;
import dev.fedmoe.core.federation.rounds.RetryState;
import dev.fedmoe.core.job.state.DesiredState;
import dev.fedmoe.core.job.state.JobPhase;
import dev.fedmoe.core.job.state.Roster;
import dev.fedmoe.core.job.training.MetricKind;
import dev.fedmoe.core.job.training.TrainingSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where the job stands.
 *
 * @param desired in force
 * @param clients that have joined since the coordinator started
 * @param committed the newest commit
 * @param scoring by evaluator, the committed round it was asked to score
 */
public record FederationState(
        FederationRun run,
        DesiredState desired,
        ClientTable clients,
        CommittedModel committed,
        FederationStage stage,
        JobStatus status,
        JobMetrics metrics,
        RetryState retry,
        RoundTrail trail,
        PersistentMap<Integer> scoring) {
    /**
     * As the newest commit left it.
     *
     * @param interrupted the plan of the round after it, when that was open
     * @param slowestAnswers of the newest committed rounds, oldest first
     */
    public static FederationState resumed(
            FederationRun run,
            DesiredState desired,
            CommittedModel committed,
            Optional<PlannedRound> interrupted,
            List<Duration> slowestAnswers) {
        var totals = committed.record().totals();
        return new FederationState(
                run,
                desired,
                ClientTable.EMPTY,
                committed,
                new BetweenRounds(interrupted),
                new JobStatus(JobPhase.PENDING, "", "", committed.plan(), committed.round()),
                JobMetrics.of(totals.measures(), totals.best()),
                RetryState.fresh(run.startedNanos()),
                RoundTrail.of(slowestAnswers),
                PersistentMap.empty());
    }

    /** Of a job that an earlier coordinator has completed, with what it had measured. */
    public FederationState completed(JobMetrics measured, String modelPath) {
        return with(measured).with(new Done()).with(status.complete(completeMessage(), modelPath));
    }

    public Roster roster() {
        return desired.roster();
    }

    /** The training in force for the next round. */
    public TrainingSpec training() {
        return desired.training().orElse(run.job().training());
    }

    /** An older generation than the one in force changes nothing. */
    public boolean isOutdated(DesiredState other) {
        return desired.generation() > 0 && other.generation() <= desired.generation();
    }

    /** The round that is open or being committed. */
    public Optional<OpenRound> openRound() {
        if (stage instanceof RoundOpen open) {
            return Optional.of(open.round());
        }
        return stage instanceof Committing committing ? Optional.of(committing.round()) : Optional.empty();
    }

    public boolean isDone() {
        return stage instanceof Done;
    }

    /** The newest round with a global score; below 0 when there is none. */
    public int scoredRound() {
        return metrics.find(MetricKind.GLOBAL).map(reading -> reading.round()).orElse(-1);
    }

    public String completeMessage() {
        return committed.round() + " rounds are committed";
    }

    public FederationState with(DesiredState newest) {
        return new FederationState(run, newest, clients, committed, stage, status, metrics, retry, trail, scoring);
    }

    public FederationState with(ClientTable newClients) {
        return new FederationState(run, desired, newClients, committed, stage, status, metrics, retry, trail, scoring);
    }

    public FederationState with(CommittedModel newest) {
        return new FederationState(run, desired, clients, newest, stage, status, metrics, retry, trail, scoring);
    }

    public FederationState with(FederationStage newStage) {
        return new FederationState(run, desired, clients, committed, newStage, status, metrics, retry, trail, scoring);
    }

    public FederationState with(JobStatus newStatus) {
        return new FederationState(run, desired, clients, committed, stage, newStatus, metrics, retry, trail, scoring);
    }

    public FederationState with(JobMetrics newMetrics) {
        return new FederationState(run, desired, clients, committed, stage, status, newMetrics, retry, trail, scoring);
    }

    public FederationState with(RetryState newRetry) {
        return new FederationState(run, desired, clients, committed, stage, status, metrics, newRetry, trail, scoring);
    }

    public FederationState with(RoundTrail newTrail) {
        return new FederationState(run, desired, clients, committed, stage, status, metrics, retry, newTrail, scoring);
    }

    public FederationState withScoring(PersistentMap<Integer> newScoring) {
        return new FederationState(run, desired, clients, committed, stage, status, metrics, retry, trail, newScoring);
    }

    /** Changes the open round; nothing when none is open or being committed. */
    public FederationState withRound(UnaryOperator<OpenRound> change) {
        if (stage instanceof RoundOpen open) {
            return with(new RoundOpen(change.apply(open.round()), open.planWritten(), open.waiting()));
        }
        if (stage instanceof Committing committing) {
            return with(
                    new Committing(change.apply(committing.round()), committing.record(), committing.nextTryNanos()));
        }
        return this;
    }
}
