package dev.fedmoe.alignmentbenchmark.regime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.fedmoe.core.alignment.Objective;
import dev.fedmoe.local.input.BadInput;
import dev.fedmoe.local.split.DirichletSplit;
import dev.fedmoe.local.split.IidSplit;
import dev.fedmoe.local.split.ShardSplit;
import dev.fedmoe.local.split.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a regime. Every field is needed, so that the file tells all of it. */
public final class RegimeFile {
    private static final int MANY = 100_000;
    private static final String POLICIES = "[Random, Greedy, CompletedFitness 0.5]";

    private RegimeFile() {}

    public static Regime read(Path file) throws BadInput {
        var root = new Fields(file.getFileName() + ": ", tree(file));
        try {
            return regime(root);
        } catch (IllegalArgumentException e) {
            throw new BadInput(file.getFileName() + ": " + e.getMessage(), e);
        }
    }

    private static JsonNode tree(Path file) throws BadInput {
        try {
            return new ObjectMapper(new YAMLFactory()).readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new BadInput(file + " is not YAML: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new BadInput(
                    "there is no regime " + file + ". Maybe one of examples/alignment-benchmark/regimes.", e);
        }
    }

    private static Regime regime(Fields root) throws BadInput {
        var regime = new Regime(
                root.text("name", "K3"),
                root.text("data", "Fashion-MNIST"),
                crowd(root),
                root.whole("rounds", 1, MANY, 100),
                root.wholes("seeds", 0, Integer.MAX_VALUE, "[0, 1, 2]"),
                goal(root),
                model(root.section("model", "{experts: 16, topK: 2, hidden: 64, expertHidden: 64}")),
                training(
                        root.section("training", "{localSteps: 20, batchSize: 32, learningRate: 0.05, momentum: 0.9}")),
                exam(root.section("exam", "{global: 2000, personal: 128}")),
                speed(root.section("speed", "{samplesPerSecond: [400, 1600], downMbit: [10, 40], upMbit: [2, 8]}")));
        root.end();
        return regime;
    }

    private static Regime.Crowd crowd(Fields root) throws BadInput {
        int clients = root.whole("clients", 2, 10_000, 80);
        List<Integer> slots = root.wholes("capacity", 1, 1024, "[1, 2]");
        if (slots.size() != 2 || slots.get(0) > slots.get(1)) {
            throw root.wrong("capacity", slots, "the fewest and the most experts a client can hold", "[1, 2]");
        }
        return new Regime.Crowd(
                clients,
                root.whole("groups", 1, clients, 1),
                skew(root.section("skew", "{dirichlet: 0.5}")),
                slots.get(0),
                slots.get(1),
                root.number("participation", 0.001, 1, 0.25));
    }

    private static Split skew(Fields skew) throws BadInput {
        Split split;
        if (skew.has("classes")) {
            split = new ShardSplit(skew.whole("classes", 1, 1000, 3));
        } else if (skew.has("even")) {
            skew.yes("even");
            split = new IidSplit();
        } else {
            split = new DirichletSplit(skew.number("dirichlet", 0.001, 1000, 0.5));
        }
        skew.end();
        return split;
    }

    private static Regime.Goal goal(Fields root) throws BadInput {
        var contenders = new ArrayList<Contender>();
        for (String text : root.texts("policies", POLICIES)) {
            try {
                contenders.add(Contender.parse(text));
            } catch (IllegalArgumentException e) {
                throw root.wrong("policies", text, "policies (" + e.getMessage() + ")", POLICIES);
            }
        }
        String objective = root.text("objective", "Personalized");
        Fields targets = root.section("targets", "{G: [0.6], P: [0.6]}");
        var goal = new Regime.Goal(
                objective(root, objective),
                contenders,
                targets.numbers("G", 0, 1, "[0.6]"),
                targets.numbers("P", 0, 1, "[0.6]"));
        targets.end();
        return goal;
    }

    private static Objective objective(Fields root, String name) throws BadInput {
        try {
            return Objective.named(name);
        } catch (IllegalArgumentException e) {
            throw root.wrong("objective", name, "Global, Personalized or Balanced", "Personalized");
        }
    }

    private static Regime.Model model(Fields model) throws BadInput {
        int experts = model.whole("experts", 1, 1024, 16);
        var spec = new Regime.Model(
                experts,
                model.whole("topK", 1, experts, 2),
                model.whole("hidden", 1, 16_384, 64),
                model.whole("expertHidden", 1, 65_536, 64));
        model.end();
        return spec;
    }

    private static Regime.Training training(Fields training) throws BadInput {
        var settings = new Regime.Training(
                training.whole("localSteps", 1, MANY, 20),
                training.whole("batchSize", 1, 65_536, 32),
                training.number("learningRate", 0.000001, 100, 0.05),
                training.number("momentum", 0, 0.999, 0.9));
        training.end();
        return settings;
    }

    private static Regime.Exam exam(Fields exam) throws BadInput {
        var samples = new Regime.Exam(exam.whole("global", 1, MANY, 2000), exam.whole("personal", 1, MANY, 128));
        exam.end();
        return samples;
    }

    private static Regime.Speed speed(Fields speed) throws BadInput {
        var ranges = new Regime.Speed(
                range(speed, "samplesPerSecond", "[400, 1600]"),
                range(speed, "downMbit", "[10, 40]"),
                range(speed, "upMbit", "[2, 8]"));
        speed.end();
        return ranges;
    }

    private static Regime.Range range(Fields speed, String name, String example) throws BadInput {
        double[] ends = speed.range(name, 0.001, 1e9, example);
        return new Regime.Range(ends[0], ends[1]);
    }
}
