package dev.fedmoe.crds.job;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.fedmoe.crds.CelFragments;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import org.jspecify.annotations.Nullable;

/** The model to train. */
@ValidationRule(
        value = "self.topK <= self.experts",
        fieldPath = ".topK",
        messageExpression = "'topK (%d) must not exceed experts (%d)'.format([self.topK, self.experts])")
public class ModelSection {
    @JsonPropertyDescription(
            "Layers in front of the experts: mlp-moe (one dense layer) or conv-moe (two convolutions, then one dense layer).")
    @Required
    public ModelArchitecture architecture = ModelArchitecture.ConvMoe;

    @JsonPropertyDescription("Number of experts.")
    @Required
    @Min(1) @Max(1024) public int experts = 0;

    @JsonPropertyDescription("Experts that each sample is routed to; at most the number of experts.")
    @Min(1) @Max(64) public int topK = 2;

    @JsonPropertyDescription("Width of the representation that gate and experts read.")
    @Min(1) @Max(16384) public int hidden = 128;

    @JsonPropertyDescription("Width inside one expert.")
    @Min(1) @Max(65536) public int expertHidden = 256;

    @JsonPropertyDescription("Weights to start from. Absent: random weights from alignment.seed.")
    public @Nullable InitialModel initialModel;

    /** A safetensors file on a volume. */
    public static class InitialModel {
        @JsonPropertyDescription("Claim that holds the file, in the job's namespace.")
        @Required
        @Size(min = 1, max = 253) @Pattern(CelFragments.NAME) public String claimName = "";

        @JsonPropertyDescription("Path of the safetensors file in the volume.")
        @Required
        @Size(min = 1, max = 512) public String path = "";
    }
}
