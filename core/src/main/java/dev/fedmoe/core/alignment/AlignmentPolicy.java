package dev.fedmoe.core.alignment;

import java.util.Arrays;
import java.util.List;

/** The alignment policies a job can name. */
public enum AlignmentPolicy {
    RANDOM("Random"),
    ROUND_ROBIN("RoundRobin"),
    GREEDY("Greedy"),
    FITNESS_AND_LOAD("FitnessAndLoad"),
    BOUNDED_LOAD("BoundedLoad"),
    COMPLETED_FITNESS("CompletedFitness"),
    COVERAGE("Coverage");

    private final String label;

    AlignmentPolicy(String label) {
        this.label = label;
    }

    /** As manifests spell it: {@code FitnessAndLoad}. Throws with the known names in the message. */
    public static AlignmentPolicy named(String name) {
        return Arrays.stream(values())
                .filter(policy -> policy.label.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no alignment policy '" + name + "'. Maybe one of " + String.join(", ", names()) + "."));
    }

    /** All names, sorted. */
    public static List<String> names() {
        return Arrays.stream(values()).map(AlignmentPolicy::toString).sorted().toList();
    }

    /**
     * The policy for a job that names none. Balanced's is the one that gave up neither accuracy in the quickstart: see
     * docs/benchmarks.md.
     */
    public static AlignmentPolicy suited(AlignmentObjective objective) {
        return switch (objective) {
            case GLOBAL -> COVERAGE;
            case PERSONALIZED -> COMPLETED_FITNESS;
            case BALANCED -> FITNESS_AND_LOAD;
        };
    }

    /** An aligner that may leave so much between an expert's holders and an even share; most have no use for it. */
    public Aligner aligner(double slack) {
        return switch (this) {
            case RANDOM -> new RandomAligner();
            case ROUND_ROBIN -> new RoundRobinAligner();
            case GREEDY -> new GreedyAligner();
            case FITNESS_AND_LOAD -> FitnessAndLoadAligner.balanced(slack);
            case BOUNDED_LOAD -> new BoundedLoadAligner(slack);
            case COMPLETED_FITNESS -> new CompletedFitnessAligner(slack);
            case COVERAGE -> new CoverageAligner();
        };
    }

    /** As manifests spell it. */
    @Override
    public String toString() {
        return label;
    }
}
