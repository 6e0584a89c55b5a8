package dev.fedmoe.coordinator.drive;

import dev.fedmoe.coordinator.job.JobMetrics;
import dev.fedmoe.coordinator.store.Commit;
import dev.fedmoe.coordinator.store.CommitRecord;
import dev.fedmoe.coordinator.store.RoundHistoryFile;
import dev.fedmoe.core.alignment.AlignmentPlan.Assignment;
import dev.fedmoe.core.fitness.LoadTable;
import dev.fedmoe.core.model.PartId;
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
record ProgressReport(Desk desk, State state) {
    /** An expert without an accepted update for so many committed rounds is starved. */
    private static final int STARVED_AFTER = 10;

    private static final int MOST_CHOICES = 4096;

    Progress.Builder build() {
        Commit newest = state.shelf.newest();
        var roster = state.roster();
        var progress = Progress.newBuilder()
                .setPhase(state.phase)
                .setMessage(state.message)
                .setEpoch(desk.epoch())
                .setRound(newest.round())
                .setRounds(roster.training(desk.job()).getRounds())
                .setLiveClients(state.members.live(roster).size())
                .setRosterClients(roster.trainers().size())
                .setLoadCv(newest.record().learned().loadTable().cv())
                .setTraffic(traffic(newest))
                .setPlanRound(state.newestPlanRound)
                .setModelPath(state.modelPath)
                .setPeakMemoryBytes(peakMemoryBytes())
                .setObservedGeneration(roster.generation());
        measures(progress);
        experts(progress, newest);
        choices(progress);
        var clients = new ClientReport(
                state, desk.job().objective(), newest.record().learned().fitnessTable(), state.newestPlan.experts());
        roster.trainers().forEach((client, entry) -> progress.addClients(clients.of(client, entry)));
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

    private static Traffic traffic(Commit newest) {
        var totals = newest.record().totals();
        return Traffic.newBuilder()
                .setDownBytes(totals.downBytes())
                .setUpBytes(totals.upBytes())
                .setWholeModelBytes(totals.wholeModelBytes())
                .build();
    }

    private void measures(Progress.Builder progress) {
        state.measures.find(JobMetrics.GLOBAL).map(ProgressReport::metric).ifPresent(progress::setGlobal);
        state.measures.find(JobMetrics.ESTIMATED).map(ProgressReport::metric).ifPresent(progress::setEstimatedGlobal);
        state.measures.find(JobMetrics.PERSONAL).map(ProgressReport::metric).ifPresent(progress::setPersonal);
        state.measures.best().map(ProgressReport::metric).ifPresent(progress::setBest);
    }

    private static Metric metric(CommitRecord.Measure measure) {
        return Metric.newBuilder()
                .setName(measure.name())
                .setValue(measure.value())
                .setRound(measure.round())
                .setSamples(measure.samples())
                .build();
    }

    private void experts(Progress.Builder progress, Commit newest) {
        var shares = newest.record().learned().loadTable().shares();
        var prices = state.newestPlan.prices();
        int[] holders = holders(shares.size());
        int covered = 0;
        for (int e = 0; e < shares.size(); e++) {
            int version = newest.part(PartId.expert(e)).version();
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
        progress.setCoveredExperts(covered);
    }

    private int[] holders(int experts) {
        var holders = new int[experts];
        for (Assignment assignment : state.newestPlan.assignments()) {
            assignment.choices().forEach(choice -> holders[choice.expert()]++);
        }
        return holders;
    }

    private void choices(Progress.Builder progress) {
        for (Assignment assignment : state.newestPlan.assignments()) {
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
