package dev.fedmoe.core.federation.planning;

import dev.fedmoe.core.aggregation.ContributionWeights;
import dev.fedmoe.core.alignment.AlignmentProblem;
import dev.fedmoe.core.alignment.AlignmentProblem.Absent;
import dev.fedmoe.core.alignment.AlignmentProblem.Goal;
import dev.fedmoe.core.alignment.AlignmentProblem.Learned;
import dev.fedmoe.core.alignment.AlignmentProblem.Participant;
import dev.fedmoe.core.alignment.ParticipantSelection;
import dev.fedmoe.core.federation.client.ClientTable;
import dev.fedmoe.core.federation.knowledge.CommittedModel;
import dev.fedmoe.core.job.state.Roster;
import dev.fedmoe.core.job.state.RosterEntry;
import dev.fedmoe.core.job.training.TrainingSpec;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.core.round.AdaptiveDeadline;
import dev.fedmoe.core.round.RoundRules;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Plans rounds.
 *
 * @param training in force
 */
public record RoundPlanner(FederationRun run, TrainingSpec training, Roster roster, ClientTable clients) {
    // Another attempt draws other participants: the same draw might hit the same silent client for ever.
    private static final long ATTEMPT = 0x9E3779B97F4A7C15L;

    /** The round after {@code newest}, from those who listen now. */
    public PlannedRound plan(CommittedModel newest, int attempt) {
        int round = newest.round() + 1;
        var drawn = new ParticipantSelection(
                        training.round().participation(),
                        training.round().overSelection(),
                        training.round().quorum().minClients())
                .choose(run.job().seed() + attempt * ATTEMPT, round, clients.live(roster));
        var problem = problem(newest, drawn.clients());
        var alignment = run.job().alignment();
        var plan = alignment.policy().aligner(alignment.slack()).align(problem);
        return new PlannedRound(round, attempt, alignment.policy().toString(), problem, plan);
    }

    /** {@code slowestAnswers}: per committed round its slowest answer, oldest first. */
    public RoundRules rules(List<Duration> slowestAnswers, int abandonedInARow) {
        var round = training.round();
        return new RoundRules(
                round.quorum().perExpert(),
                round.quorum().minClients(),
                round.overSelection(),
                run.job().gateShared(),
                round.deadline().orElseGet(() -> AdaptiveDeadline.next(slowestAnswers, abandonedInARow)),
                run.limits().grace());
    }

    private AlignmentProblem problem(CommittedModel newest, Collection<String> participants) {
        int round = newest.round() + 1;
        var capacity = new RoundCapacity(run.job().cost(), training);
        var fitness = newest.learned().fitnessTable();
        var goal = new Goal(
                run.job().alignment().objective(),
                run.experts(),
                training.round().quorum().perExpert());
        return new AlignmentProblem(
                run.job().seed(),
                round,
                goal,
                participants.stream()
                        .map(client -> new Participant(
                                client,
                                capacity.slots(given(client), clients.find(client)),
                                samples(client),
                                fitness.age(client, round),
                                fitness.fitness(client),
                                newest.affinities().of(client),
                                sketch(newest, client)))
                        .toList(),
                learned(newest, Absent.of(fitness, newest.affinities(), round, participants)));
    }

    private Learned learned(CommittedModel newest, List<Absent> absent) {
        var load = newest.learned().load();
        var coverage =
                newest.learned().coverageTable(run.job().coverageBuckets()).mass();
        var idle = IntStream.range(0, load.size())
                .mapToObj(e -> newest.round() - newest.version(PartId.expert(e)))
                .toList();
        return new Learned(load, idle, newest.plan().prices(), coverage, absent);
    }

    private int given(String client) {
        return roster.find(client).map(RosterEntry::slots).orElse(1);
    }

    /** The committed one, so that a client that joins again with other noise changes no plan; else the one it joined with. */
    private List<Double> sketch(CommittedModel newest, String client) {
        var committed = newest.learned().sketches().getOrDefault(client, List.of());
        return committed.size() == run.job().sketchBuckets()
                ? committed
                : clients.find(client).map(known -> known.claim().labelSketch()).orElse(List.of());
    }

    private long samples(String client) {
        long most = run.job().aggregation().maxSamplesPerClient();
        return clients.find(client)
                .map(known -> ContributionWeights.clamp(known.claim().trainingSamples(), most))
                .orElse(0L);
    }
}
