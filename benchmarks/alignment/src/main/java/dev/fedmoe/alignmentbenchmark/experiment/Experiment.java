package dev.fedmoe.alignmentbenchmark.experiment;

import dev.fedmoe.core.alignment.AlignmentObjective;
import dev.fedmoe.local.split.DataSplit;
import java.util.List;

/**
 * Circumstances under which policies are compared.
 *
 * @param data name of the data set
 * @param seeds of the world, the initial weights, the participants, the batches and the alignment
 */
public record Experiment(
        String name,
        String data,
        Crowd crowd,
        int rounds,
        List<Integer> seeds,
        Goal goal,
        Model model,
        Training training,
        Exam exam,
        Speed speed) {
    public Experiment {
        seeds = List.copyOf(seeds);
    }

    /** All that a run depends on but its contender and seed, and no target: those may change without a new run. */
    public String circumstances() {
        return List.of(data, crowd, rounds, goal.objective(), model, training, exam, speed)
                .toString();
    }

    /** The same with other seeds. */
    public Experiment with(List<Integer> others) {
        return new Experiment(name, data, crowd, rounds, others, goal, model, training, exam, speed);
    }

    /** The same with another goal. */
    public Experiment with(Goal other) {
        return new Experiment(name, data, crowd, rounds, seeds, other, model, training, exam, speed);
    }

    /**
     * The clients.
     *
     * @param groups that each permute the labels their own way; 1 for none
     * @param leastSlots experts a client can hold, drawn evenly up to {@code mostSlots}
     * @param participation share that takes part in a round
     */
    public record Crowd(int clients, int groups, DataSplit skew, int leastSlots, int mostSlots, double participation) {}

    /**
     * What is wanted, of whom.
     *
     * @param global accuracies G to reach
     * @param personal accuracies P to reach
     */
    public record Goal(
            AlignmentObjective objective, List<Variant> contenders, List<Double> global, List<Double> personal) {
        public Goal {
            contenders = List.copyOf(contenders);
            global = List.copyOf(global);
            personal = List.copyOf(personal);
        }

        /** The same with other contenders. */
        public Goal with(List<Variant> others) {
            return new Goal(objective, others, global, personal);
        }
    }

    public record Model(int experts, int topK, int hidden, int expertHidden) {}

    /** Plain SGD, the same for every policy. */
    public record Training(int localSteps, int batchSize, double learningRate, double momentum) {}

    /**
     * Test samples.
     *
     * @param global in all, for G
     * @param personal for each client, for P
     */
    public record Exam(int global, int personal) {}

    /** Each client's own, drawn log-uniformly between two ends. */
    public record Speed(Range samplesPerSecond, Range downMbit, Range upMbit) {}

    public record Range(double least, double most) {}
}
