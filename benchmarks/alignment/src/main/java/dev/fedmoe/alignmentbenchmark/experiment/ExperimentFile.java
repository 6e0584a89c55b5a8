package dev.fedmoe.alignmentbenchmark.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.fedmoe.core.alignment.AlignmentObjective;
import dev.fedmoe.local.input.BadInputException;
import dev.fedmoe.local.split.DataSplit;
import dev.fedmoe.local.split.DirichletSplit;
import dev.fedmoe.local.split.IidSplit;
import dev.fedmoe.local.split.ShardSplit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a regime. Every field is needed, so that the file tells all of it. */
public final class ExperimentFile {
    private static final int MANY = 100_000;
    private static final String POLICIES = "[Random, Greedy, CompletedFitness 0.5]";

    private ExperimentFile() {}

    public static Experiment read(Path file) throws BadInputException {
        var root = new MappingFields(file.getFileName() + ": ", tree(file));
        try {
            return regime(root);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(file.getFileName() + ": " + e.getMessage(), e);
        }
    }

    private static JsonNode tree(Path file) throws BadInputException {
        try {
            return new ObjectMapper(new YAMLFactory()).readTree(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw new BadInputException(file + " is not YAML: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new BadInputException(
                    "there is no regime " + file + ". Maybe one of benchmarks/alignment/experiments.", e);
        }
    }

    private static Experiment regime(MappingFields root) throws BadInputException {
        var regime = new Experiment(
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

    private static Experiment.Crowd crowd(MappingFields root) throws BadInputException {
        int clients = root.whole("clients", 2, 10_000, 80);
        List<Integer> slots = root.wholes("capacity", 1, 1024, "[1, 2]");
        if (slots.size() != 2 || slots.get(0) > slots.get(1)) {
            throw root.wrong("capacity", slots, "the fewest and the most experts a client can hold", "[1, 2]");
        }
        return new Experiment.Crowd(
                clients,
                root.whole("groups", 1, clients, 1),
                skew(root.section("skew", "{dirichlet: 0.5}")),
                slots.get(0),
                slots.get(1),
                root.number("participation", 0.001, 1, 0.25));
    }

    private static DataSplit skew(MappingFields skew) throws BadInputException {
        DataSplit split;
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

    private static Experiment.Goal goal(MappingFields root) throws BadInputException {
        var contenders = new ArrayList<Variant>();
        for (String text : root.texts("policies", POLICIES)) {
            try {
                contenders.add(Variant.parse(text));
            } catch (IllegalArgumentException e) {
                throw root.wrong("policies", text, "policies (" + e.getMessage() + ")", POLICIES);
            }
        }
        String objective = root.text("objective", "Personalized");
        MappingFields targets = root.section("targets", "{G: [0.6], P: [0.6]}");
        var goal = new Experiment.Goal(
                objective(root, objective),
                contenders,
                targets.numbers("G", 0, 1, "[0.6]"),
                targets.numbers("P", 0, 1, "[0.6]"));
        targets.end();
        return goal;
    }

    private static AlignmentObjective objective(MappingFields root, String name) throws BadInputException {
        try {
            return AlignmentObjective.named(name);
        } catch (IllegalArgumentException e) {
            throw root.wrong("objective", name, "Global, Personalized or Balanced", "Personalized");
        }
    }

    private static Experiment.Model model(MappingFields model) throws BadInputException {
        int experts = model.whole("experts", 1, 1024, 16);
        var spec = new Experiment.Model(
                experts,
                model.whole("topK", 1, experts, 2),
                model.whole("hidden", 1, 16_384, 64),
                model.whole("expertHidden", 1, 65_536, 64));
        model.end();
        return spec;
    }

    private static Experiment.Training training(MappingFields training) throws BadInputException {
        var settings = new Experiment.Training(
                training.whole("localSteps", 1, MANY, 20),
                training.whole("batchSize", 1, 65_536, 32),
                training.number("learningRate", 0.000001, 100, 0.05),
                training.number("momentum", 0, 0.999, 0.9));
        training.end();
        return settings;
    }

    private static Experiment.Exam exam(MappingFields exam) throws BadInputException {
        var samples = new Experiment.Exam(exam.whole("global", 1, MANY, 2000), exam.whole("personal", 1, MANY, 128));
        exam.end();
        return samples;
    }

    private static Experiment.Speed speed(MappingFields speed) throws BadInputException {
        var ranges = new Experiment.Speed(
                range(speed, "samplesPerSecond", "[400, 1600]"),
                range(speed, "downMbit", "[10, 40]"),
                range(speed, "upMbit", "[2, 8]"));
        speed.end();
        return ranges;
    }

    private static Experiment.Range range(MappingFields speed, String name, String example) throws BadInputException {
        double[] ends = speed.range(name, 0.001, 1e9, example);
        return new Experiment.Range(ends[0], ends[1]);
    }
}
