package dev.fedmoe.crds.job;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.fedmoe.crds.CelFragments;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** Rounds, and what a client does in one. */
@ValidationRule(
        value = "!(has(self.localPasses) && has(self.localSteps))",
        fieldPath = ".localSteps",
        messageExpression =
                "'set localPasses (%d) or localSteps (%d), not both'.format([self.localPasses, self.localSteps])")
public class TrainingSection {
    @JsonPropertyDescription("Rounds to commit before the job is complete.")
    @Required
    @Min(1) @Max(1000000) public int rounds = 0;

    @JsonPropertyDescription("Ends the job early once it is reached. Absent: all rounds are trained.")
    public @Nullable TargetSection target;

    @JsonPropertyDescription("Passes over a client's data a round. Absent, as localSteps: 1.")
    @Min(1) @Max(1000) public @Nullable Integer localPasses;

    @JsonPropertyDescription("Optimizer steps a round, instead of localPasses.")
    @Min(1) @Max(1000000) public @Nullable Integer localSteps;

    @JsonPropertyDescription("Samples a step.")
    @Min(1) @Max(65536) public int batchSize = 32;

    @JsonPropertyDescription("How weights move in a step.")
    public OptimizerSection optimizer = new OptimizerSection();

    @JsonPropertyDescription("Share of the live clients that takes part in a round, a decimal above 0 and up to 1.")
    @Size(max = CelFragments.SHORT) @ValidationRule(
            value = CelFragments.POSITIVE_SHARE,
            messageExpression =
                    "'participation (' + self + ') must be a decimal above 0 and up to 1, such as \"0.25\"'")
    public String participation = "1";

    @JsonPropertyDescription(
            "Clients selected beyond participation, as a share of it, so that a round can close without the slowest.")
    @Size(max = CelFragments.SHORT) @ValidationRule(
            value = CelFragments.SHARE,
            messageExpression = "'overSelection (' + self + ') must be a decimal from 0 to 1, such as \"0.2\"'")
    public String overSelection = "0";

    @JsonPropertyDescription("Updates a round needs.")
    public QuorumSection quorum = new QuorumSection();

    @JsonPropertyDescription(
            "Longest time a round stays open: Adaptive (from the durations of past rounds), or a duration such as 90s.")
    @Size(max = CelFragments.SHORT) @ValidationRule(
            value = "self == 'Adaptive' || (" + CelFragments.DURATION + ")",
            messageExpression =
                    "'roundDeadline (' + self + ') must be Adaptive or a duration of at least 1s, such as 90s or 5m'")
    public String roundDeadline = "Adaptive";

    @JsonPropertyDescription(
            "Weight of the auxiliary loss that keeps the gate from favouring few experts, a decimal from 0 to 10.")
    @Size(max = CelFragments.SHORT) @ValidationRule(
            value = CelFragments.DECIMAL + "<= 10.0",
            messageExpression = "'balanceLoss (' + self + ') must be a decimal from 0 to 10, such as \"0.01\"'")
    public String balanceLoss = "0.01";

    @JsonPropertyDescription(
            "Weight of a client's own label shares in its training loss and its own score, a decimal from 0 to 2; 1 is usual"
                    + " where clients' labels differ: the model then takes all classes for equally frequent. 0: plain cross-entropy.")
    @Size(max = CelFragments.SHORT) @ValidationRule(
            value = CelFragments.DECIMAL + "<= 2.0",
            messageExpression = "'logitAdjustment (' + self + ') must be a decimal from 0 to 2, such as \"1\"'")
    public String logitAdjustment = "0";

    /** Updates a round needs. */
    public static class QuorumSection {
        @JsonPropertyDescription(
                "Accepted updates an expert needs before its weights move; also the holders it is given.")
        @Min(1) @Max(1000) public int perExpert = 2;

        @JsonPropertyDescription("Clients with an accepted update that a round needs to be committed.")
        @Min(1) @Max(100000) public int minClients = 1;
    }
}
