package dev.fedmoe.benchmarks.policies.experiment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fedmoe.core.alignment.AlignmentObjective;
import java.util.List;

/**
 * Circumstances under which policies are compared, field by field as a file has them.
 *
 * @param data name of the data set
 * @param groups of clients that each permute the labels their own way; 1 for none
 * @param capacity experts a client can hold, drawn evenly
 * @param participation share of the clients that takes part in a round
 * @param seeds of the scenario, the initial weights, the participants, the batches and the alignment
 */
public record Experiment(
        String name,
        String data,
        int clients,
        int groups,
        Skew skew,
        SlotRange capacity,
        double participation,
        int rounds,
        List<Integer> seeds,
        AlignmentObjective objective,
        @JsonProperty("policies") List<Variant> variants,
        Targets targets,
        Model model,
        Training training,
        TestSet testSet,
        Speed speed) {
    private static final int MANY = 100_000;

    public Experiment {
        seeds = List.copyOf(seeds);
        variants = List.copyOf(variants);
        InvalidFieldException.require(!name.isBlank(), "name", "text");
        InvalidFieldException.requireWhole("clients", clients, 2, 10_000);
        InvalidFieldException.requireWhole("groups", groups, 1, clients);
        InvalidFieldException.requireNumber("participation", participation, 0.001, 1);
        InvalidFieldException.requireWhole("rounds", rounds, 1, MANY);
        InvalidFieldException.require(!seeds.isEmpty(), "seeds", "a list that is not empty");
        InvalidFieldException.require(seeds.stream().allMatch(seed -> seed >= 0), "seeds", "whole numbers from 0");
        InvalidFieldException.require(!variants.isEmpty(), "policies", "a list that is not empty");
    }

    /** All that a run depends on but its variant and seed, and no target: those may change without a new run. */
    public String circumstances() {
        return List.of(
                        data,
                        clients,
                        groups,
                        skew,
                        capacity,
                        participation,
                        rounds,
                        objective,
                        model,
                        training,
                        testSet,
                        speed)
                .toString();
    }

    /** The same experiment with other seeds and other variants. */
    public Experiment with(List<Integer> otherSeeds, List<Variant> otherVariants) {
        return new Experiment(
                name,
                data,
                clients,
                groups,
                skew,
                capacity,
                participation,
                rounds,
                otherSeeds,
                objective,
                otherVariants,
                targets,
                model,
                training,
                testSet,
                speed);
    }

    /** Fewest and most experts that a client can hold. */
    public record SlotRange(int fewest, int most) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static SlotRange of(List<Integer> ends) {
            InvalidFieldException.require(
                    ends.size() == 2 && ends.get(0) >= 1 && ends.get(0) <= ends.get(1) && ends.get(1) <= 1024,
                    "the fewest and the most experts a client can hold");
            return new SlotRange(ends.get(0), ends.get(1));
        }
    }

    /**
     * Accuracies to reach.
     *
     * @param global of G
     * @param personal of P
     */
    public record Targets(@JsonProperty("G") List<Double> global, @JsonProperty("P") List<Double> personal) {
        public Targets {
            global = List.copyOf(global);
            personal = List.copyOf(personal);
            requireShares("G", global);
            requireShares("P", personal);
        }

        private static void requireShares(String field, List<Double> shares) {
            InvalidFieldException.require(!shares.isEmpty(), field, "a list that is not empty");
            InvalidFieldException.require(
                    shares.stream().allMatch(share -> share >= 0 && share <= 1), field, "numbers from 0 to 1");
        }
    }

    /** A multilayer perceptron with this gate and these experts. */
    public record Model(int experts, int topK, int hidden, int expertHidden) {
        public Model {
            InvalidFieldException.requireWhole("experts", experts, 1, 1024);
            InvalidFieldException.requireWhole("topK", topK, 1, experts);
            InvalidFieldException.requireWhole("hidden", hidden, 1, 16_384);
            InvalidFieldException.requireWhole("expertHidden", expertHidden, 1, 65_536);
        }
    }

    /** Plain SGD, the same for every policy. */
    public record Training(int localSteps, int batchSize, double learningRate, double momentum) {
        public Training {
            InvalidFieldException.requireWhole("localSteps", localSteps, 1, MANY);
            InvalidFieldException.requireWhole("batchSize", batchSize, 1, 65_536);
            InvalidFieldException.requireNumber("learningRate", learningRate, 0.000001, 100);
            InvalidFieldException.requireNumber("momentum", momentum, 0, 0.999);
        }
    }

    /**
     * How many test samples there are.
     *
     * @param global in all, for G
     * @param personal for each client, for P
     */
    public record TestSet(int global, int personal) {
        public TestSet {
            InvalidFieldException.requireWhole("global", global, 1, MANY);
            InvalidFieldException.requireWhole("personal", personal, 1, MANY);
        }
    }

    /** Each client's own, drawn log-uniformly between two ends. */
    public record Speed(Range samplesPerSecond, Range downMbit, Range upMbit) {}

    /** The two ends of a range of positive numbers. */
    public record Range(double least, double most) {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static Range of(List<Double> ends) {
            InvalidFieldException.require(
                    ends.size() == 2 && ends.get(0) >= 0.001 && ends.get(0) <= ends.get(1) && ends.get(1) <= 1e9,
                    "two numbers, the smaller first, from 0.001 to 1.0E9");
            return new Range(ends.get(0), ends.get(1));
        }
    }
}
