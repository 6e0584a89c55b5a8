package dev.fedmoe.crds.job;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.fedmoe.crds.CelFragments;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Which client trains which experts. */
public class AlignmentSection {
    @JsonPropertyDescription(
            "What to be good at: Global (one test distribution), Personalized (each client's own), or Balanced.")
    public Objective objective = Objective.Balanced;

    @JsonPropertyDescription("How experts are dealt out: Random, RoundRobin, Greedy (fitness alone), FitnessAndLoad, "
            + "BoundedLoad, CompletedFitness or Coverage. Absent: what suits the objective: Coverage for Global, "
            + "CompletedFitness for Personalized, FitnessAndLoad for Balanced.")
    public @Nullable Policy policy;

    @JsonPropertyDescription("How far an expert's holders may stray from an even share, a decimal from 0 to 1.")
    @Size(max = CelFragments.SHORT) @ValidationRule(
            value = CelFragments.SHARE,
            messageExpression = "'slack (' + self + ') must be a decimal from 0 to 1, such as \"0.1\"'")
    public String slack = "0.1";

    @JsonPropertyDescription("Seeds selection, alignment, first weights and batches: the same seed repeats the run.")
    @Min(0) public long seed = 0;

    /** What the model should be good at. */
    public enum Objective {
        Global,
        Personalized,
        Balanced
    }

    /** How experts are dealt out. */
    public enum Policy {
        Random,
        RoundRobin,
        Greedy,
        FitnessAndLoad,
        BoundedLoad,
        CompletedFitness,
        Coverage
    }
}
