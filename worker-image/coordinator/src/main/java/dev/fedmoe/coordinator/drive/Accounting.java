package dev.fedmoe.coordinator.drive;

import dev.fedmoe.coordinator.job.Job;
import dev.fedmoe.coordinator.job.JobMetrics;
import dev.fedmoe.coordinator.store.CommitRecord;
import dev.fedmoe.coordinator.store.CommitRecord.Learned;
import dev.fedmoe.coordinator.store.CommitRecord.Totals;
import dev.fedmoe.coordinator.store.CommitStore;
import dev.fedmoe.coordinator.store.RoundFacts;
import dev.fedmoe.core.aggregation.ContributionWeights;
import dev.fedmoe.core.alignment.AlignmentProblem.Participant;
import dev.fedmoe.core.fitness.AffinityTable;
import dev.fedmoe.core.fitness.CoverageTable;
import dev.fedmoe.core.fitness.FitnessTable;
import dev.fedmoe.core.fitness.HoldoutScores;
import dev.fedmoe.core.fitness.LoadTable;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.core.round.PartAdmission;
import dev.fedmoe.core.round.PartClosing;
import dev.fedmoe.core.round.RoundOutcome;
import dev.fedmoe.protocol.v1alpha1.ExpertReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a closed round teaches: a pure step from one record to the next, fed by accepted updates only. */
record Accounting(Job job, CommitRecord before, JobMetrics measured) {
    /** The next record's content, and the measures with this round's scores. */
    record Closed(CommitStore.Account account, JobMetrics measures) {}

    Closed close(OpenRound open, RoundOutcome.Reported outcome, RoundFacts.Traffic traffic, RoundFacts.Time time) {
        var learned = before.learned();
        var scores = scores(learned.scoreBoard(), open);
        var counted = counted(open, outcome.closings());
        var load = learned.loadTable().add(routed(counted));
        var coverage = learned.coverageTable(job.coverageBuckets()).learn(trained(open, counted));
        var fitness = learned.fitnessTable().learn(open.number(), observations(open));
        var measures = measured.with(scores, open.number() - 1);
        int planned = open.round().participants().size();
        var facts = new RoundFacts(
                new RoundFacts.People(open.round().reporters().size(), planned),
                time,
                traffic,
                value(measures, JobMetrics.ESTIMATED),
                value(measures, JobMetrics.PERSONAL),
                load.shares());
        var account = new CommitStore.Account(
                Learned.of(
                        fitness, load, coverage, affinity(open, counted), sketches(learned.sketches(), open), scores),
                facts,
                totals(traffic, planned, measures),
                open.planned().plan());
        return new Closed(account, measures);
    }

    private static HoldoutScores scores(HoldoutScores known, OpenRound open) {
        var scores = known;
        for (var entry : open.reports().entrySet()) {
            var report = entry.getValue();
            scores = scores.with(
                    entry.getKey(), open.number() - 1, report.getHoldoutCorrect(), report.getHoldoutSamples());
        }
        return scores;
    }

    private static List<FitnessTable.Observation> observations(OpenRound open) {
        var observations = new ArrayList<FitnessTable.Observation>();
        open.reports().forEach((client, report) -> {
            for (ExpertReport expert : report.getExpertsList()) {
                var part = PartId.expert(expert.getExpert());
                if (open.round().admit(client, part) == PartAdmission.SETTLED) {
                    observations.add(new FitnessTable.Observation(client, expert.getExpert(), expert.getLoss()));
                }
            }
        });
        return observations;
    }

    /** An update that moved its expert, with the samples routed to it. */
    private record Counted(String client, int expert, long samples) {}

    private List<Counted> counted(OpenRound open, SortedMap<PartId, PartClosing> closings) {
        var all = new ArrayList<Counted>();
        open.reports().forEach((client, report) -> {
            for (ExpertReport expert : report.getExpertsList()) {
                if (closings.get(PartId.expert(expert.getExpert())) instanceof PartClosing.Aggregate aggregate
                        && aggregate.clients().contains(client)) {
                    long samples = ContributionWeights.clamp(expert.getSamples(), job.maxSamplesPerClient());
                    all.add(new Counted(client, expert.getExpert(), samples));
                }
            }
        });
        return all;
    }

    private static List<LoadTable.Routed> routed(List<Counted> counted) {
        return counted.stream()
                .map(c -> new LoadTable.Routed(c.expert(), c.samples()))
                .toList();
    }

    private AffinityTable affinity(OpenRound open, List<Counted> counted) {
        var updates = new ArrayList<AffinityTable.Update>();
        open.updateSketches().forEach((client, sketch) -> {
            if (open.round().admit(client, PartId.SHARED) == PartAdmission.SETTLED) {
                var moved = counted.stream()
                        .filter(c -> c.client().equals(client))
                        .map(Counted::expert)
                        .toList();
                updates.add(new AffinityTable.Update(client, sketch, moved));
            }
        });
        return before.learned().affinity().learn(updates);
    }

    /** What the plan expected each client to bring, of those that trained the expert at all. */
    private List<CoverageTable.Trained> trained(OpenRound open, List<Counted> counted) {
        var clients = open.planned().problem().clients().stream()
                .collect(Collectors.toMap(Participant::client, Function.identity()));
        return counted.stream()
                .filter(c -> c.samples() > 0)
                .map(c -> trained(
                        c,
                        Objects.requireNonNull(clients.get(c.client())),
                        open.experts(c.client()).size()))
                .toList();
    }

    private CoverageTable.Trained trained(Counted counted, Participant client, int held) {
        return new CoverageTable.Trained(
                counted.expert(),
                CoverageTable.weight(client.samples()) / held,
                CoverageTable.sketch(client.sketch(), job.coverageBuckets()));
    }

    /** Those the plan was made with, of clients whose updates were accepted. */
    private static SortedMap<String, List<Double>> sketches(SortedMap<String, List<Double>> known, OpenRound open) {
        var sketches = new TreeMap<>(known);
        open.planned().problem().clients().stream()
                .filter(c ->
                        open.reports().containsKey(c.client()) && !c.sketch().isEmpty())
                .forEach(c -> sketches.put(c.client(), c.sketch()));
        return sketches;
    }

    private Totals totals(RoundFacts.Traffic traffic, int planned, JobMetrics measures) {
        var known = before.totals();
        return new Totals(
                known.downBytes() + traffic.downBytes(),
                known.upBytes() + traffic.upBytes(),
                known.wholeModelBytes() + 2L * planned * job.manifest().sizeBytes(),
                measures.all(),
                measures.best().stream().toList());
    }

    private static double value(JobMetrics measures, String name) {
        return measures.find(name).map(CommitRecord.Measure::value).orElse(-1.0);
    }
}
