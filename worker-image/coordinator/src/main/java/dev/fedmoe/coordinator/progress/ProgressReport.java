package dev.fedmoe.coordinator.progress;

import dev.fedmoe.coordinator.commit.RoundHistoryFile;
import dev.fedmoe.core.alignment.AlignmentPlan.Assignment;
import dev.fedmoe.core.federation.FederationState;
import dev.fedmoe.core.federation.knowledge.CommittedModel;
import dev.fedmoe.core.federation.knowledge.MetricReading;
import dev.fedmoe.core.fitness.LoadTable;
import dev.fedmoe.core.job.training.MetricKind;
import dev.fedmoe.core.job.validation.SpecField;
import dev.fedmoe.core.model.PartId;
import dev.fedmoe.protocol.ProgressCodec;
import dev.fedmoe.protocol.v1alpha1.Choice;
import dev.fedmoe.protocol.v1alpha1.ExpertProgress;
import dev.fedmoe.protocol.v1alpha1.Metric;
import dev.fedmoe.protocol.v1alpha1.Progress;
import dev.fedmoe.protocol.v1alpha1.RoundSummary;
import dev.fedmoe.protocol.v1alpha1.Traffic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The state in the words of the wire. */
record ProgressReport(FederationState state, ClientReport clients) {
    /** An expert without an accepted update for so many committed rounds is starved. */
    private static final int STARVED_AFTER = 10;

    private static final int MOST_CHOICES = 4096;

    Progress.Builder build() {
        var newest = state.committed();
        var roster = state.roster();
        var trainers = roster.trainers();
        var status = state.status();
        var progress = Progress.newBuilder()
                .setPhase(ProgressCodec.encode(status.phase()))
                .setMessage(status.message())
                .setEpoch(state.run().epoch())
                .setRound(newest.round())
                .setRounds(state.training().rounds())
                .setLiveClients(state.clients().live(roster).size())
                .setRosterClients(trainers.size())
                .setLoadCv(newest.learned().loadTable().cv())
                .setTraffic(traffic(newest))
                .setPlanRound(status.planRound())
                .setModelPath(status.modelPath())
                .setPeakMemoryBytes(peakMemoryBytes())
                .setObservedGeneration(state.desired().generation());
        metrics(progress);
        experts(progress, newest);
        choices(progress);
        trainers.values().forEach(entry -> progress.addClients(clients.of(entry)));
        return progress;
    }

    static RoundSummary summary(RoundHistoryFile.Line line) {
        var facts = line.facts();
        long millis = facts.time().openMillis();
        return RoundSummary.newBuilder()
                .setRound(line.round())
                .setReported(facts.people().reported())
                .setPlanned(facts.people().planned())
                .setDuration(com.google.protobuf.Duration.newBuilder()
                        .setSeconds(millis / 1000)
                        .setNanos((int) (millis % 1000) * 1_000_000))
                .setLoadCv(cv(facts.load()))
                .setEstimatedGlobal(facts.estimatedGlobal())
                .setPersonal(facts.personal())
                .setDownBytes(facts.traffic().downBytes())
                .setUpBytes(facts.traffic().upBytes())
                .addAllLoad(facts.load())
                .build();
    }

    private static double cv(List<Double> load) {
        return new LoadTable(load).cv();
    }

    private static Traffic traffic(CommittedModel newest) {
        var totals = newest.record().totals();
        return Traffic.newBuilder()
                .setDownBytes(totals.downBytes())
                .setUpBytes(totals.upBytes())
                .setWholeModelBytes(totals.wholeModelBytes())
                .build();
    }

    private void metrics(Progress.Builder progress) {
        var metrics = state.metrics();
        metrics.find(MetricKind.GLOBAL).map(ProgressReport::metric).ifPresent(progress::setGlobal);
        metrics.find(MetricKind.ESTIMATED_GLOBAL).map(ProgressReport::metric).ifPresent(progress::setEstimatedGlobal);
        metrics.find(MetricKind.PERSONAL).map(ProgressReport::metric).ifPresent(progress::setPersonal);
        metrics.best().map(ProgressReport::metric).ifPresent(progress::setBest);
    }

    private static Metric metric(MetricReading reading) {
        return Metric.newBuilder()
                .setKind(ProgressCodec.encode(new SpecField("metric").oneOf(MetricKind.values(), reading.name())))
                .setValue(reading.value())
                .setRound(reading.round())
                .setSamples(reading.samples())
                .build();
    }

    private void experts(Progress.Builder progress, CommittedModel newest) {
        var shares = newest.learned().loadTable().shares();
        var prices = state.status().plan().prices();
        int[] holders = holders(shares.size());
        int covered = 0;
        for (int e = 0; e < shares.size(); e++) {
            int version = newest.version(PartId.expert(e));
            int without = newest.round() - version;
            covered += version > 0 && without < STARVED_AFTER ? 1 : 0;
            progress.addExperts(ExpertProgress.newBuilder()
                    .setExpert(e)
                    .setVersion(version)
                    .setLoad(shares.get(e))
                    .setHolders(holders[e])
                    .setPrice(e < prices.size() ? prices.get(e) : 0)
                    .setRoundsWithoutUpdate(without));
        }
        progress.setCoveredExperts(covered).setStarvedAfterRounds(STARVED_AFTER);
    }

    private int[] holders(int experts) {
        var holders = new int[experts];
        for (Assignment assignment : state.status().plan().assignments()) {
            assignment.choices().forEach(choice -> holders[choice.expert()]++);
        }
        return holders;
    }

    private void choices(Progress.Builder progress) {
        for (Assignment assignment : state.status().plan().assignments()) {
            for (var choice : assignment.choices()) {
                if (progress.getChoicesCount() == MOST_CHOICES) {
                    return;
                }
                progress.addChoices(Choice.newBuilder()
                        .setClient(assignment.client())
                        .setExpert(choice.expert())
                        .setReason(choice.reason()));
            }
        }
    }

    /** Linux's high-water mark; 0 elsewhere. */
    private static long peakMemoryBytes() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException elsewhere) {
            return 0;
        }
    }
}
