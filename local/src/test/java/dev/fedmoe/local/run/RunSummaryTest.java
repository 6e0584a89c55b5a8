package dev.fedmoe.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fedmoe.local.report.AssignedExpert;
import dev.fedmoe.local.report.ClientRow;
import dev.fedmoe.local.report.RoundRow;
import dev.fedmoe.local.report.RoundRow.Accuracy;
import dev.fedmoe.local.report.RoundRow.Attendance;
import dev.fedmoe.local.report.RoundRow.Load;
import dev.fedmoe.local.report.RoundRow.Traffic;
import dev.fedmoe.local.report.RunCircumstances;
import dev.fedmoe.local.report.RunRecord;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RunSummaryTest {
    private static final RunSummary.Places PLACES = new RunSummary.Places(
            "runs/fashion/model.safetensors", "runs/fashion/report.html", "local/run explain", "compare");

    @Test
    void saysWhatCameOutWhatItCostAndWhy() {
        var others = new TreeMap<String, RunRecord>();
        others.put("fashion-Greedy", run("Greedy", "other slots", 0.7));
        others.put("fashion-RoundRobin", run("RoundRobin", "slots", Double.NaN));
        others.put("recorded/Random.json", run("Random", "slots", 0.821));
        assertThat(RunSummary.of(run(0.853), others, 10_000, PLACES))
                .containsExactly(
                        "Finished  2 rounds in 1 m 38 s. G 0.853 on 10,000 test images; P 0.931 over 2 clients (worst 0.874).",
                        "Load      0.450 … 0.550 per expert (CV 0.10). Traffic 212 MB; whole models would have been 655 MB.",
                        "Memory    coordinator 118 MiB, workers 171 … 196 MiB.",
                        "Compare   RoundRobin after 2 rounds: G 0.800, P 0.931, load CV 0.10 (fashion-RoundRobin).",
                        "          Random after 2 rounds: G 0.821, P 0.931, load CV 0.10 (recorded/Random.json).",
                        "Why       client camera-1 trained 0 in round 2: 0 fits it best (fitness 0.73).",
                        "          client camera-2 trained 0, 1 in round 2: 0 fits it best (fitness 0.60), 1 was short of"
                                + " training (load 0.45).",
                        "          More: local/run explain --round 2",
                        "Model     runs/fashion/model.safetensors   Report  runs/fashion/report.html",
                        "Next      compare");
    }

    @Test
    void anAccuracyOlderThanTheModelSaysItsRound() {
        assertThat(RunSummary.of(run(Double.NaN), Map.of(), 10_000, PLACES).get(0))
                .startsWith("Finished  2 rounds in 1 m 38 s. G 0.800 on 10,000 test images (round 1); P 0.931");
    }

    private static RunRecord run(double lastGlobal) {
        return run("FitnessAndLoad", "slots", lastGlobal);
    }

    private static RunRecord run(String policy, String circumstances, double lastGlobal) {
        return new RunRecord(
                new RunCircumstances("fashion", policy, "Balanced", "two clients", 7, 2, 2, 1, circumstances),
                "Complete",
                2,
                98,
                List.of(row(1, 0.8, 0.9), row(2, lastGlobal, 0.931)),
                List.of(client("camera-1", 0.988), client("camera-2", 0.874)),
                Map.of(
                        "coordinator", 118L << 20,
                        "worker-camera-1", 171L << 20,
                        "worker-camera-2", 196L << 20,
                        "evaluator", 300L << 20),
                List.of(
                        new AssignedExpert("camera-2", 0, "fits it best (fitness 0.60)"),
                        new AssignedExpert("camera-2", 1, "was short of training (load 0.45)"),
                        new AssignedExpert("camera-1", 0, "fits it best (fitness 0.73)")));
    }

    private static RoundRow row(int round, double global, double personal) {
        return new RoundRow(
                round,
                49,
                new Accuracy(global, 0.8, personal),
                new Traffic(50_000_000, 56_000_000, 327_500_000),
                new Load(0.1, List.of(0.45, 0.55)),
                new Attendance(2, 2));
    }

    private static ClientRow client(String name, double personal) {
        return new ClientRow(name, 2, personal, List.of(10, 20), List.of(1, 0), List.of());
    }
}
