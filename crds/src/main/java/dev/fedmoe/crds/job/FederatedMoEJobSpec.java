package dev.fedmoe.crds.job;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.fedmoe.crds.CelFragments;
import dev.fedmoe.crds.LocalReference;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** What the user wants of a job. */
@ValidationRule(
        value = "!has(self.training.target) || self.training.target.metric != 'GlobalAccuracy' || has(self.evaluation)",
        fieldPath = ".training.target.metric",
        message = "target metric GlobalAccuracy is measured on a test set, but spec.evaluation names none. "
                + "Maybe set spec.evaluation.claimName, or use EstimatedGlobalAccuracy")
@ValidationRule(
        value = "self.model.architecture != 'conv-moe' || self.data.format != 'csv'",
        fieldPath = ".model.architecture",
        message = "architecture conv-moe reads images, but data.format is csv. Maybe use mlp-moe")
public class FederatedMoEJobSpec {
    @JsonPropertyDescription("The pool whose clients train.")
    @Required
    @ValidationRule(value = CelFragments.FIXED, message = "poolRef " + CelFragments.FIXED_MESSAGE)
    public LocalReference poolRef = new LocalReference();

    @JsonPropertyDescription("Among jobs that want the same slots, the higher number gets them first.")
    @Min(-1000000) @Max(1000000) public int priority = 0;

    @JsonPropertyDescription("The private data, as each client has it.")
    @Required
    @ValidationRule(value = CelFragments.FIXED, message = "data " + CelFragments.FIXED_MESSAGE)
    public DataSection data = new DataSection();

    @JsonPropertyDescription("The model to train.")
    @Required
    @ValidationRule(value = CelFragments.FIXED, message = "model " + CelFragments.FIXED_MESSAGE)
    public ModelSection model = new ModelSection();

    @JsonPropertyDescription("How many clients, and how much of each.")
    public ClientsSection clients = new ClientsSection();

    @JsonPropertyDescription(
            "Rounds, and what a client does in one. May change while the job runs, from the next round on.")
    @Required
    public TrainingSection training = new TrainingSection();

    @JsonPropertyDescription("Which client trains which experts.")
    @ValidationRule(value = CelFragments.FIXED, message = "alignment " + CelFragments.FIXED_MESSAGE)
    public AlignmentSection alignment = new AlignmentSection();

    @JsonPropertyDescription("How the clients' updates become the next model.")
    @ValidationRule(value = CelFragments.FIXED, message = "aggregation " + CelFragments.FIXED_MESSAGE)
    public AggregationSection aggregation = new AggregationSection();

    @JsonPropertyDescription("What clients may reveal beyond their updates.")
    @ValidationRule(value = CelFragments.FIXED, message = "privacy " + CelFragments.FIXED_MESSAGE)
    public PrivacySection privacy = new PrivacySection();

    @JsonPropertyDescription("What is kept of the training, and where.")
    public CheckpointSection checkpoint = new CheckpointSection();

    @JsonPropertyDescription(
            "A test set on which each committed model is measured (G). Absent: G is estimated by the clients (g).")
    public @Nullable EvaluationSection evaluation;

    @JsonPropertyDescription("The coordinator's pod.")
    public PodSection coordinator = new PodSection();

    @JsonPropertyDescription("The workers' pods.")
    public PodSection worker = new PodSection();

    @JsonPropertyDescription("True: finish the open round, free all slots and keep the state.")
    public boolean suspend = false;

    @JsonPropertyDescription("Seconds after its start at which the job fails unless complete. Absent: none.")
    @Min(1) public @Nullable Long activeDeadlineSeconds;

    @JsonPropertyDescription(
            "Seconds after its creation at which the job fails unless its first round has opened. Absent: none.")
    @Min(1) public @Nullable Long preRunningDeadlineSeconds;

    @JsonPropertyDescription("Seconds after its end at which the job is deleted. Absent: never.")
    @Min(0) public @Nullable Long ttlSecondsAfterFinished;
}
