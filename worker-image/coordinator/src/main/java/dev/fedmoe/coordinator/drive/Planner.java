package dev.fedmoe.coordinator.drive;

import dev.fedmoe.coordinator.job.ClientRegistry;
import dev.fedmoe.coordinator.job.Job;
import dev.fedmoe.coordinator.job.JoinedClient;
import dev.fedmoe.coordinator.job.Roster;
import dev.fedmoe.coordinator.store.Commit;
import dev.fedmoe.coordinator.store.PlanStore.Planned;
import dev.fedmoe.coordinator.store.RoundHistoryFile;
import dev.fedmoe.core.aggregation.ContributionWeights;
import dev.fedmoe.core.alignment.AlignmentProblem;
import dev.fedmoe.core.alignment.AlignmentProblem.Absent;
import dev.fedmoe.core.alignment.AlignmentProblem.Goal;
import dev.fedmoe.core.alignment.AlignmentProblem.Learned;
import dev.fedmoe.core.alignment.AlignmentProblem.Participant;
import dev.fedmoe.core.alignment.ParticipantSelection;
import dev.fedmoe.core.alignment.PolicyRegistry;
import dev.fedmoe.core.fitness.AffinityMatrix;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.core.round.AdaptiveDeadline;
import dev.fedmoe.core.round.RoundRules;
import dev.fedmoe.protocol.v1alpha1.TrainingSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/** Gathers what a round's decisions need and asks the core for them. */
record Planner(Job job, ClientRegistry members, Duration grace) {
    // Another attempt draws other participants: the same draw might hit the same silent client for ever.
    private static final long ATTEMPT = 0x9E3779B97F4A7C15L;

    /** {@code affinities} are those of the commit. */
    Planned plan(Commit newest, AffinityMatrix affinities, Roster roster, int attempt) {
        int round = newest.round() + 1;
        var training = roster.training(job);
        var drawn = new ParticipantSelection(
                        training.getParticipation(),
                        training.getOverSelection(),
                        training.getQuorum().getMinClients())
                .choose(job.seed() + attempt * ATTEMPT, round, members.live(roster));
        var problem = problem(newest, affinities, roster, round, drawn.clients());
        var alignment = job.settings().getAlignment();
        var aligner = PolicyRegistry.named(alignment.getPolicy(), alignment.getSlack());
        return new Planned(round, attempt, alignment.getPolicy(), problem, aligner.align(problem));
    }

    RoundRules rules(Roster roster, RoundHistoryFile history, int round, int abandonedInARow) {
        var training = roster.training(job);
        return new RoundRules(
                training.getQuorum().getPerExpert(),
                training.getQuorum().getMinClients(),
                training.getOverSelection(),
                job.gateShared(),
                deadline(training, history, round, abandonedInARow),
                grace);
    }

    private AlignmentProblem problem(
            Commit newest, AffinityMatrix affinities, Roster roster, int round, Collection<String> clients) {
        var capacity = new Capacity(job, members);
        var fitness = newest.record().learned().fitnessTable();
        var goal = new Goal(
                job.objective(),
                job.manifest().experts(),
                roster.training(job).getQuorum().getPerExpert());
        return new AlignmentProblem(
                job.seed(),
                round,
                goal,
                clients.stream()
                        .map(client -> new Participant(
                                client,
                                capacity.slots(roster, client),
                                samples(client),
                                fitness.age(client, round),
                                fitness.fitness(client),
                                affinities.of(client),
                                sketch(newest, client)))
                        .toList(),
                learned(newest, Absent.of(fitness, affinities, round, clients)));
    }

    private Learned learned(Commit newest, List<Absent> absent) {
        var load = newest.record().learned().load();
        var coverage =
                newest.record().learned().coverageTable(job.coverageBuckets()).mass();
        var idle = IntStream.range(0, load.size())
                .mapToObj(e -> newest.round() - newest.part(PartId.expert(e)).version())
                .toList();
        var prices = newest.record().plan().prices();
        return new Learned(load, idle, prices, coverage, absent);
    }

    /** The committed one, so that a client that joins again with other noise changes no plan; else the one it joined with. */
    private List<Double> sketch(Commit newest, String client) {
        var committed = newest.record().learned().sketches().getOrDefault(client, List.of());
        return committed.size() == job.sketchBuckets()
                ? committed
                : members.find(client)
                        .map(member -> member.join().getLabelSketchList())
                        .orElse(List.of());
    }

    private long samples(String client) {
        return members.find(client)
                .map(JoinedClient::join)
                .map(join -> ContributionWeights.clamp(join.getTrainingSamples(), job.maxSamplesPerClient()))
                .orElse(0L);
    }

    private static Duration deadline(
            TrainingSettings training, RoundHistoryFile history, int round, int abandonedInARow) {
        if (training.hasRoundDeadline()) {
            var fixed = training.getRoundDeadline();
            return Duration.ofSeconds(fixed.getSeconds(), fixed.getNanos());
        }
        var slowest = history.after(round - 9).stream()
                .map(line -> Duration.ofMillis(line.facts().time().slowestAnswerMillis()))
                .toList();
        return AdaptiveDeadline.next(slowest, abandonedInARow);
    }
}
