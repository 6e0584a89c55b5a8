package dev.fedmoe.benchmarks.policies.trial;

import dev.fedmoe.benchmarks.policies.scenario.Scenario;
import dev.fedmoe.benchmarks.policies.scenario.ScenarioClient;
import dev.fedmoe.coordinator.commit.Commit;
import dev.fedmoe.coordinator.commit.CommitStore;
import dev.fedmoe.coordinator.store.CheckpointVolume;
import dev.fedmoe.coordinator.store.MilestoneListener;
import dev.fedmoe.coordinator.store.RecoveryMilestone;
import dev.fedmoe.core.job.JobSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Measures every committed round, one behind the training: the second core scores while the first one trains. */
final class MetricsRecorder implements MilestoneListener, AutoCloseable {
    private static final long SCORING_MINUTES = 10;

    private final CommitStore commits;
    private final JobSpec job;
    private final ModelEvaluator evaluator;
    private final RoundCostModel costs;
    private final Map<String, List<Integer>> held = new TreeMap<>();
    private final List<Future<RoundMeasures>> measured = new ArrayList<>();
    private final ExecutorService scoring = Executors.newSingleThreadExecutor(work -> {
        var thread = new Thread(work, "scoring");
        thread.setDaemon(true);
        return thread;
    });

    MetricsRecorder(JobSpec job, CheckpointVolume volume, Scenario scenario, ModelEvaluator evaluator) {
        this.job = job;
        this.evaluator = evaluator;
        commits = new CommitStore(volume, job.uid(), job.manifest(), MilestoneListener.NONE);
        var local = job.training().local();
        var clients = scenario.clients().stream().collect(Collectors.toMap(ScenarioClient::name, Function.identity()));
        costs = new RoundCostModel(job.manifest(), local.work().samples(0, local.batchSize()), clients);
    }

    @Override
    public void reached(RecoveryMilestone milestone, int round) throws IOException {
        if (milestone == RecoveryMilestone.COMMITTED && round > 0) {
            observe(commits.read(round));
        }
    }

    private void observe(Commit commit) throws IOException {
        var experts = commit.record().plan().experts();
        held.putAll(experts);
        costs.add(experts);
        var snapshot = WeightsSnapshot.of(commit, job.manifest());
        var holding = Map.copyOf(held);
        long bytes = costs.bytes();
        double seconds = costs.seconds();
        double loadCv = commit.record().learned().loadTable().cv();
        if (!measured.isEmpty()) {
            await(measured.get(measured.size() - 1));
        }
        measured.add(scoring.submit(() -> new RoundMeasures(
                commit.round(),
                evaluator.global(snapshot),
                evaluator.personal(snapshot, holding),
                loadCv,
                bytes,
                seconds)));
    }

    /** Of all rounds so far; waits for the last. */
    List<RoundMeasures> measures() {
        return measured.stream().map(MetricsRecorder::await).toList();
    }

    private static RoundMeasures await(Future<RoundMeasures> measures) {
        try {
            return measures.get(SCORING_MINUTES, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a round is scored", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a round cannot be scored", e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("a round is not scored within " + SCORING_MINUTES + " minutes", e);
        }
    }

    @Override
    public void close() {
        scoring.shutdownNow();
    }
}
