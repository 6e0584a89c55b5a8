package dev.fedmoe.core.federation.rounds;

import dev.fedmoe.core.aggregation.ContributionWeights;
import dev.fedmoe.core.alignment.AlignmentProblem.Participant;
import dev.fedmoe.core.federation.client.UpdateReport.ExpertOutcome;
import dev.fedmoe.core.federation.knowledge.JobMetrics;
import dev.fedmoe.core.federation.knowledge.LearnedTables;
import dev.fedmoe.core.federation.knowledge.MetricReading;
import dev.fedmoe.core.federation.knowledge.RoundFacts;
import dev.fedmoe.core.federation.knowledge.RoundRecord;
import dev.fedmoe.core.federation.knowledge.TrainingTotals;
import dev.fedmoe.core.federation.planning.FederationRun;
import dev.fedmoe.core.fitness.AffinityTable;
import dev.fedmoe.core.fitness.CoverageTable;
import dev.fedmoe.core.fitness.FitnessTable;
import dev.fedmoe.core.fitness.HoldoutScores;
import dev.fedmoe.core.fitness.LoadTable;
import dev.fedmoe.core.job.training.MetricKind;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.core.round.PartAdmission;
import dev.fedmoe.core.round.PartClosing;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a closed round teaches: a step from the committed state to the next, fed by accepted updates only. */
public record RoundLearning(FederationRun run, OpenRound open, JobMetrics before) {
    /** The next record, and the metrics with this round's scores. */
    public record Lesson(RoundRecord record, JobMetrics metrics) {}

    public Lesson learn(SortedMap<PartId, PartClosing> closings, RoundFacts.Traffic traffic, long nowNanos) {
        var learned = open.start().learned();
        var scores = scores(learned.scoreBoard());
        var counted = counted(closings);
        var load = learned.loadTable().add(routed(counted));
        var coverage = learned.coverageTable(run.job().coverageBuckets()).learn(trained(counted));
        var fitness = learned.fitnessTable().learn(open.number(), observations());
        var metrics = before.with(scores, open.number() - 1);
        var round = open.round();
        int planned = round.participants().size();
        var facts = new RoundFacts(
                new RoundFacts.People(round.reporters().size(), planned),
                new RoundFacts.Time(
                        (nowNanos - round.openedNanos()) / 1_000_000,
                        open.updates().slowestNanos() / 1_000_000),
                traffic,
                value(metrics, MetricKind.ESTIMATED_GLOBAL),
                value(metrics, MetricKind.PERSONAL),
                load.shares());
        var tables = LearnedTables.of(fitness, load, coverage, affinity(counted), sketches(learned.sketches()), scores);
        var record = new RoundRecord(
                tables, facts, totals(traffic, planned, metrics), open.planned().plan());
        return new Lesson(record, metrics);
    }

    private HoldoutScores scores(HoldoutScores known) {
        var scores = known;
        for (var entry : open.updates().reports().entrySet()) {
            var report = entry.getValue();
            scores = scores.with(entry.getKey(), open.number() - 1, report.holdoutCorrect(), report.holdoutSamples());
        }
        return scores;
    }

    private List<FitnessTable.Observation> observations() {
        var observations = new ArrayList<FitnessTable.Observation>();
        open.updates().reports().forEach((client, report) -> {
            for (ExpertOutcome outcome : report.experts()) {
                var part = PartId.expert(outcome.expert());
                if (open.round().admit(client, part) == PartAdmission.SETTLED) {
                    observations.add(new FitnessTable.Observation(client, outcome.expert(), outcome.loss()));
                }
            }
        });
        return observations;
    }

    /** An update that moved its expert, with the samples routed to it. */
    private record Counted(String client, int expert, long samples) {}

    private List<Counted> counted(SortedMap<PartId, PartClosing> closings) {
        long most = run.job().aggregation().maxSamplesPerClient();
        var all = new ArrayList<Counted>();
        open.updates().reports().forEach((client, report) -> {
            for (ExpertOutcome outcome : report.experts()) {
                if (closings.get(PartId.expert(outcome.expert())) instanceof PartClosing.Aggregate aggregate
                        && aggregate.clients().contains(client)) {
                    long samples = ContributionWeights.clamp(outcome.samples(), most);
                    all.add(new Counted(client, outcome.expert(), samples));
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

    private AffinityTable affinity(List<Counted> counted) {
        var updates = new ArrayList<AffinityTable.Update>();
        open.updates().sketches().forEach((client, sketch) -> {
            var moved = counted.stream()
                    .filter(c -> c.client().equals(client))
                    .map(Counted::expert)
                    .toList();
            updates.add(new AffinityTable.Update(client, sketch, moved));
        });
        return open.start().learned().affinity().learn(updates);
    }

    /** What the plan expected each client to bring, of those that trained the expert at all. */
    private List<CoverageTable.Trained> trained(List<Counted> counted) {
        var clients = open.planned().problem().clients().stream()
                .collect(Collectors.toMap(Participant::client, Function.identity()));
        return counted.stream()
                .filter(c -> c.samples() > 0)
                .map(c -> trained(c, Objects.requireNonNull(clients.get(c.client()))))
                .toList();
    }

    private CoverageTable.Trained trained(Counted counted, Participant client) {
        int held = open.experts(counted.client()).size();
        return new CoverageTable.Trained(
                counted.expert(),
                CoverageTable.weight(client.samples()) / held,
                CoverageTable.sketch(client.sketch(), run.job().coverageBuckets()));
    }

    /** Those the plan was made with, of clients whose updates were accepted. */
    private SortedMap<String, List<Double>> sketches(SortedMap<String, List<Double>> known) {
        var sketches = new TreeMap<>(known);
        open.planned().problem().clients().stream()
                .filter(c -> open.updates().reports().containsKey(c.client())
                        && !c.sketch().isEmpty())
                .forEach(c -> sketches.put(c.client(), c.sketch()));
        return sketches;
    }

    private TrainingTotals totals(RoundFacts.Traffic traffic, int planned, JobMetrics metrics) {
        var known = open.start().record().totals();
        return new TrainingTotals(
                known.downBytes() + traffic.downBytes(),
                known.upBytes() + traffic.upBytes(),
                known.wholeModelBytes() + 2L * planned * run.manifest().sizeBytes(),
                metrics.all(),
                metrics.best().stream().toList());
    }

    private static double value(JobMetrics metrics, MetricKind kind) {
        return metrics.find(kind).map(MetricReading::value).orElse(-1.0);
    }
}
